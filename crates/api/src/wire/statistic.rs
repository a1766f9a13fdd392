//! Statistics: which there are, their numbers, and those that a number counts.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::statistics::{Both, DENOMINATOR_MIN, Statistic};
use wenze_casework::{StatisticAsked, StatisticCase, StatisticCell, StatisticTimes, StatisticView};
use wenze_domain::words::Lang;

use super::boards::CodeItem;
use super::path;

/// Where statistics are.
const FOLDER: &str = "/api/v1/statistics";

/// All statistics.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Statistics {
    /// In the order of the procedure.
    pub(crate) items: Vec<StatisticItem>,
}

/// What a statistic counts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatisticItem {
    /// As addresses name it.
    pub(crate) name: &'static str,
    /// What it is called.
    pub(crate) title: &'static str,
    /// What counts, and what does not.
    pub(crate) counts: &'static str,
    /// One of what is counted.
    pub(crate) unit: &'static str,
    /// It tells what goes on at the end of a day, and not what happened in a period.
    pub(crate) standing: bool,
    /// It tells times: ages of what goes on, or days that something took.
    pub(crate) times: bool,
    /// By what it can be told apart.
    pub(crate) by: Vec<StatisticDimension>,
    /// By what it is told apart unless asked otherwise.
    pub(crate) usual: Vec<&'static str>,
    /// Its path.
    pub(crate) path: String,
}

/// A dimension.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatisticDimension {
    /// As addresses name it.
    pub(crate) name: &'static str,
    /// What it is called.
    pub(crate) title: &'static str,
}

/// A statistic with its numbers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatisticTable {
    /// What it counts.
    pub(crate) statistic: StatisticItem,
    /// By what these numbers come about: the same stamp gives the same numbers, once what was known by then is recorded.
    pub(crate) stamp: StatisticStamp,
    /// How many in all: the sum of the cells.
    pub(crate) total: i64,
    /// The path of the list of all of them.
    pub(crate) total_cases: String,
    /// How many are known of without a date, which lie in no period and are not among the total; null where no period was
    /// asked for or dates do not matter.
    pub(crate) undated: Option<i64>,
    /// The path of their list.
    pub(crate) undated_cases: Option<String>,
    /// Of fewer than these no share and no quartiles are told.
    pub(crate) denominator_min: i64,
    /// The numbers.
    pub(crate) cells: Vec<StatisticNumber>,
}

/// By what numbers come about.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatisticStamp {
    /// The first day.
    pub(crate) from: Option<NaiveDate>,
    /// The last day.
    pub(crate) to: Option<NaiveDate>,
    /// As was known then; null for all that is recorded.
    pub(crate) known: Option<DateTime<Utc>>,
    /// Told apart by these.
    pub(crate) by: Vec<&'static str>,
    /// Of this organ.
    pub(crate) organ: Option<Uuid>,
    /// Only with these values.
    pub(crate) only: BTreeMap<&'static str, String>,
    /// The language of the words.
    pub(crate) lang: &'static str,
}

/// One number.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatisticNumber {
    /// What it counts, a value for each dimension.
    pub(crate) values: Vec<StatisticValueItem>,
    /// How many.
    pub(crate) count: i64,
    /// The path of the list of exactly those.
    pub(crate) cases: String,
    /// Of how many: of all, and by two dimensions of all with the first value.
    pub(crate) of: i64,
    /// The path of the list of those.
    pub(crate) of_cases: String,
    /// The share in per cent; null of fewer than `denominator_min`.
    #[schema(example = "12.5")]
    pub(crate) share: Option<String>,
    /// There are too few for a share.
    pub(crate) too_few: bool,
    /// Quartiles in days; null where there are no times, or too few of them.
    pub(crate) times: Option<StatisticQuartiles>,
    /// The longest time, or the age of the oldest, in days.
    pub(crate) longest: Option<i32>,
}

/// A value of a dimension.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatisticValueItem {
    /// The dimension.
    pub(crate) dimension: &'static str,
    /// The value; null where it is not recorded.
    pub(crate) code: Option<String>,
    /// Its word. An organ bears its name of now.
    pub(crate) words: String,
}

/// Quartiles in days: of values that occur, none between two.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatisticQuartiles {
    /// A quarter took no longer.
    pub(crate) lower: i32,
    /// Half took no longer.
    pub(crate) median: i32,
    /// Three quarters took no longer.
    pub(crate) upper: i32,
}

/// One of those counted.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatisticCaseItem {
    /// Its case.
    pub(crate) case: Uuid,
    /// The number of the case, as was known then.
    pub(crate) case_no: Option<String>,
    /// What kind of fact counts.
    pub(crate) kind: String,
    /// Which one in the case: an object, an event, or a pair with the place of its stay.
    pub(crate) subject: String,
    /// Whose act it is.
    pub(crate) organ: Option<Uuid>,
    /// Its name now.
    pub(crate) organ_name: Option<String>,
    /// The first day on which it may have happened; `told.precision` says how exact that is.
    pub(crate) on: Option<NaiveDate>,
    /// From when on it was over, as far as was known.
    pub(crate) until: Option<NaiveDate>,
    /// How long it took, or its age, in days, where the statistic has times.
    pub(crate) days: Option<i32>,
    /// By what it is told apart, as was known then.
    pub(crate) told: BTreeMap<&'static str, CodeItem>,
}

fn said(both: Both, lang: Lang) -> &'static str {
    match lang {
        Lang::ZhCn => both[0],
        Lang::En => both[1],
    }
}

impl StatisticItem {
    /// A statistic.
    pub(crate) fn of(one: &Statistic, folder: &str, lang: Lang) -> Self {
        let dimension = |name: &'static str| {
            let of = one.dimension(name)?;
            Some(StatisticDimension { name, title: said(of.title, lang) })
        };
        Self {
            name: one.name,
            title: said(one.title, lang),
            counts: said(one.counts, lang),
            unit: said(one.unit, lang),
            standing: one.standing,
            times: one.has_times(),
            by: one.dimensions().filter_map(dimension).collect(),
            usual: one.usual.to_vec(),
            path: format!("{folder}/{}", one.name),
        }
    }
}

impl StatisticTable {
    /// A statistic with its numbers; `parameters` are those of the address that asks the same.
    pub(crate) fn of(
        asked: &StatisticAsked,
        view: StatisticView,
        parameters: &[(&'static str, Option<String>)],
        lang: Lang,
    ) -> Self {
        let lists = Lists { name: asked.statistic.name, parameters };
        let by_two = asked.by.len() > 1;
        Self {
            statistic: StatisticItem::of(asked.statistic, FOLDER, lang),
            stamp: StatisticStamp::of(asked, lang),
            total: view.total,
            total_cases: lists.of(&[]),
            undated: view.undated,
            undated_cases: view.undated.map(|_| lists.undated(asked)),
            denominator_min: DENOMINATOR_MIN,
            cells: view.cells.into_iter().map(|cell| StatisticNumber::of(cell, &lists, by_two)).collect(),
        }
    }
}

impl StatisticStamp {
    fn of(asked: &StatisticAsked, lang: Lang) -> Self {
        Self {
            from: asked.from,
            to: asked.to,
            known: asked.known,
            by: asked.by.clone(),
            organ: asked.organ,
            only: asked.only.clone(),
            lang: lang.as_str(),
        }
    }
}

/// The addresses of the lists behind the numbers of one table.
struct Lists<'p> {
    name: &'static str,
    parameters: &'p [(&'static str, Option<String>)],
}

impl Lists<'_> {
    /// The list of a cell.
    fn of(&self, values: &[Option<&str>]) -> String {
        let cell: Vec<&str> = values.iter().map(|value| value.unwrap_or_default()).collect();
        let cell = cell.join(",");
        let mut parameters: Vec<_> = self.parameters.iter().map(|(name, value)| (*name, value.as_deref())).collect();
        parameters.push(("cell", Some(cell.as_str()).filter(|_| !values.is_empty())));
        path(&format!("{FOLDER}/{}/cases", self.name), &parameters)
    }

    /// The list of what has no date.
    fn undated(&self, asked: &StatisticAsked) -> String {
        let mut only: Vec<String> = asked.only.iter().map(|(name, value)| format!("{name}:{value}")).collect();
        only.retain(|pair| !pair.starts_with("precision:"));
        only.push("precision:undated".to_owned());
        let only = only.join(",");
        let kept = self.parameters.iter().filter(|(name, _)| !matches!(*name, "from" | "to" | "by" | "only"));
        let mut parameters: Vec<_> = kept.map(|(name, value)| (*name, value.as_deref())).collect();
        parameters.push(("only", Some(&only)));
        path(&format!("{FOLDER}/{}/cases", self.name), &parameters)
    }
}

impl StatisticNumber {
    fn of(cell: StatisticCell, lists: &Lists<'_>, by_two: bool) -> Self {
        let codes: Vec<Option<&str>> = cell.values.iter().map(|value| value.code.as_deref()).collect();
        Self {
            cases: lists.of(&codes),
            of_cases: lists.of(if by_two { &codes[..1] } else { &[] }),
            count: cell.count,
            of: cell.of,
            too_few: cell.share.is_none(),
            share: cell.share,
            times: cell.times.map(StatisticQuartiles::of),
            longest: cell.longest,
            values: cell
                .values
                .into_iter()
                .map(|value| StatisticValueItem { dimension: value.dimension, code: value.code, words: value.words })
                .collect(),
        }
    }
}

impl StatisticQuartiles {
    fn of(times: StatisticTimes) -> Self {
        Self { lower: times.lower, median: times.median, upper: times.upper }
    }
}

impl StatisticCaseItem {
    /// One of those counted.
    pub(crate) fn of(one: StatisticCase) -> Self {
        Self {
            case: one.case,
            case_no: one.case_no,
            kind: one.kind,
            subject: one.subject,
            organ: one.organ,
            organ_name: one.organ_name,
            on: one.on,
            until: one.until,
            days: one.days,
            told: one.told.into_iter().map(|(name, code)| (name, CodeItem::from(code))).collect(),
        }
    }
}
