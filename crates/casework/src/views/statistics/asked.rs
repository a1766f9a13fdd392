//! What is asked of a statistic, read from the parameters of an address and written into others.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use wenze_domain::fields::PartialDate;
use wenze_domain::time::office_day;
use wenze_projections::statistics::catalogue::Statistic;

use super::StatisticAsked;

/// Most dimensions of one table.
const DIMENSIONS_MAX: usize = 2;

/// The parameters of an address that asks for numbers or lists, as they stand there.
#[derive(Debug, Clone, Copy, Default)]
pub struct StatisticGiven<'q> {
    /// The first day: a day, a month or a year.
    pub from: Option<&'q str>,
    /// The last day, written alike.
    pub to: Option<&'q str>,
    /// As was known then.
    pub known: Option<DateTime<Utc>>,
    /// Dimensions with a comma between them; those usual where nothing is said, none where it is empty.
    pub by: Option<&'q str>,
    /// Of this organ.
    pub organ: Option<Uuid>,
    /// `dimension:value`, with commas between them.
    pub only: Option<&'q str>,
}

/// Why nothing can be counted so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannotCount {
    /// There is no such statistic.
    NoStatistic,
    /// A parameter is wrong: which, and what to do, in Chinese and in English.
    Wrong([String; 2]),
}

impl StatisticAsked {
    /// Reads what is asked. Of what goes on the day is today where none is named.
    pub fn read(name: &str, given: &StatisticGiven<'_>) -> Result<Self, CannotCount> {
        let statistic = Statistic::named(name).ok_or(CannotCount::NoStatistic)?;
        let from = day("from", given.from)?.map(PartialDate::first_day);
        let to = day("to", given.to)?.map(PartialDate::last_day);
        if statistic.standing && from.is_some() {
            return Err(wrong(
                "该统计反映截至某日的情况：请去掉from，以to写明日期",
                "this statistic tells what goes on at the end of a day: leave `from` out and name the day by `to`",
            ));
        }
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            return Err(wrong("from晚于to，请将两者对调", "`from` lies after `to`: change them round"));
        }
        Ok(Self {
            statistic,
            from,
            to: to.or_else(|| statistic.standing.then(|| office_day(Utc::now()))),
            known: given.known,
            by: by(statistic, given.by)?,
            organ: given.organ,
            only: only(statistic, given.only)?,
        })
    }

    /// The values of a cell for the first dimensions; an empty one stands for what is not recorded.
    pub fn cell(&self, text: Option<&str>) -> Result<Vec<Option<String>>, CannotCount> {
        let Some(text) = text else { return Ok(Vec::new()) };
        let values: Vec<Option<String>> =
            text.split(',').map(|value| Some(value.to_owned()).filter(|value| !value.is_empty())).collect();
        if values.len() > self.by.len() {
            return Err(wrong("cell的值多于by的维度", "`cell` has more values than `by` has dimensions"));
        }
        Ok(values)
    }

    /// What is known of without a date, which lies in no period. It is told apart by nothing.
    #[must_use]
    pub fn undated(&self) -> Self {
        let mut only = self.only.clone();
        only.insert("precision", "undated".to_owned());
        Self { from: None, to: None, by: Vec::new(), only, ..self.clone() }
    }

    /// The pairs of `only` as addresses write them.
    pub fn only_pairs(&self) -> Option<String> {
        let pairs: Vec<String> = self.only.iter().map(|(name, value)| format!("{name}:{value}")).collect();
        Some(pairs.join(",")).filter(|pairs| !pairs.is_empty())
    }
}

fn wrong(zh: &str, en: &str) -> CannotCount {
    CannotCount::Wrong([zh.to_owned(), en.to_owned()])
}

fn day(name: &str, text: Option<&str>) -> Result<Option<PartialDate>, CannotCount> {
    let read = |text| {
        PartialDate::parse(text).ok_or_else(|| {
            wrong(
                &format!("{name}应写作YYYY、YYYY-MM或者YYYY-MM-DD，且该日期须存在"),
                &format!("`{name}` is written YYYY, YYYY-MM or YYYY-MM-DD and must exist in the calendar"),
            )
        })
    };
    text.map(read).transpose()
}

/// The dimensions: those usual where none are named, and none where the parameter is empty.
fn by(statistic: &Statistic, text: Option<&str>) -> Result<Vec<&'static str>, CannotCount> {
    let Some(text) = text else { return Ok(statistic.usual.to_vec()) };
    let names: Vec<&str> = text.split(',').filter(|name| !name.is_empty()).collect();
    let is_twice = matches!(names.as_slice(), [one, two] if one == two);
    if names.len() > DIMENSIONS_MAX || is_twice {
        return Err(wrong("by最多写两个不同的维度", "`by` names at most two dimensions, each once"));
    }
    names.into_iter().map(|name| dimension(statistic, "by", name)).collect()
}

fn dimension(statistic: &Statistic, parameter: &str, name: &str) -> Result<&'static str, CannotCount> {
    let known = statistic.dimensions().find(|known| *known == name);
    known.ok_or_else(|| {
        let all: Vec<&str> = statistic.dimensions().collect();
        wrong(
            &format!("{parameter}：该统计没有这一维度，可用的维度：{}", all.join("、")),
            &format!("{parameter}: this statistic has no such dimension; it has {}", all.join(", ")),
        )
    })
}

/// `dimension:value`, several with commas between them.
fn only(statistic: &Statistic, text: Option<&str>) -> Result<BTreeMap<&'static str, String>, CannotCount> {
    let one = |pair: &str| {
        let form =
            || wrong("only应写作“维度:值”，以逗号分隔", "`only` is written dimension:value, with commas between");
        let (name, value) = pair.split_once(':').ok_or_else(form)?;
        let name = dimension(statistic, "only", name)?;
        let of = statistic.dimension(name).filter(|of| of.is_stored()).ok_or_else(|| {
            wrong(
                "only不能限定机关、时间和时长：请用organ、from、to",
                "`only` cannot name organ, times and ages: use `organ`, `from` and `to`",
            )
        })?;
        if !of.knows(value) {
            return Err(wrong(
                &format!("only：维度{name}没有这个值"),
                &format!("only: the dimension {name} has no such value"),
            ));
        }
        Ok((name, value.to_owned()))
    };
    text.into_iter().flat_map(|text| text.split(',')).filter(|pair| !pair.is_empty()).map(one).collect()
}
