//! What is asked of a statistic, read from an address and written into others.

use std::collections::BTreeMap;

use chrono::{NaiveDate, Utc};
use uuid::Uuid;
use wenze_casework::StatisticAsked;
use wenze_casework::statistics::Statistic;
use wenze_domain::fields::PartialDate;
use wenze_domain::time::office_day;

use crate::cases::moment;
use crate::problem::{Code, Fault};

/// Most dimensions of one table.
const DIMENSIONS_MAX: usize = 2;

/// The parameters that numbers and lists have in common, as they stand in the address.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given<'q> {
    pub(super) from: Option<&'q str>,
    pub(super) to: Option<&'q str>,
    pub(super) known: Option<&'q str>,
    pub(super) by: Option<&'q str>,
    pub(super) organ: Option<Uuid>,
    pub(super) only: Option<&'q str>,
    pub(super) lang: Option<&'q str>,
}

/// Reads them.
pub(super) fn asked(name: &str, given: Given<'_>) -> Result<StatisticAsked, Fault> {
    let statistic = Statistic::named(name).ok_or_else(|| Fault::new(Code::NotFound))?;
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
    Ok(StatisticAsked {
        statistic,
        from,
        to: to.or_else(|| statistic.standing.then(|| office_day(Utc::now()))),
        known: moment("known", given.known)?,
        by: by(statistic, given.by)?,
        organ: given.organ,
        only: only(statistic, given.only)?,
    })
}

fn wrong(zh: &str, en: &str) -> Fault {
    Fault::new(Code::Query).said(zh, en)
}

fn day(name: &str, text: Option<&str>) -> Result<Option<PartialDate>, Fault> {
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
fn by(statistic: &Statistic, text: Option<&str>) -> Result<Vec<&'static str>, Fault> {
    let Some(text) = text else { return Ok(statistic.usual.to_vec()) };
    let names: Vec<&str> = text.split(',').filter(|name| !name.is_empty()).collect();
    let is_twice = matches!(names.as_slice(), [one, two] if one == two);
    if names.len() > DIMENSIONS_MAX || is_twice {
        return Err(wrong("by最多写两个不同的维度", "`by` names at most two dimensions, each once"));
    }
    names.into_iter().map(|name| dimension(statistic, "by", name)).collect()
}

fn dimension(statistic: &Statistic, parameter: &str, name: &str) -> Result<&'static str, Fault> {
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
fn only(statistic: &Statistic, text: Option<&str>) -> Result<BTreeMap<&'static str, String>, Fault> {
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

/// The values of a cell for the first dimensions; an empty one stands for what is not recorded.
pub(super) fn fixed(asked: &StatisticAsked, cell: Option<&str>) -> Result<Vec<Option<String>>, Fault> {
    let Some(cell) = cell else { return Ok(Vec::new()) };
    let values: Vec<Option<String>> =
        cell.split(',').map(|value| Some(value.to_owned()).filter(|value| !value.is_empty())).collect();
    if values.len() > asked.by.len() {
        return Err(wrong("cell的值多于by的维度", "`cell` has more values than `by` has dimensions"));
    }
    Ok(values)
}

/// The parameters of an address that asks the same, with the day that was not named.
pub(super) fn parameters(asked: &StatisticAsked, given: Given<'_>) -> Vec<(&'static str, Option<String>)> {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let only: Vec<String> = asked.only.iter().map(|(name, value)| format!("{name}:{value}")).collect();
    vec![
        ("from", day(asked.from)),
        ("to", day(asked.to)),
        ("known", given.known.map(str::to_owned)),
        ("by", Some(asked.by.join(","))),
        ("organ", asked.organ.map(|id| id.to_string())),
        ("only", Some(only.join(",")).filter(|only| !only.is_empty())),
        ("lang", given.lang.map(str::to_owned)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Given<'_> =
        Given { from: None, to: None, known: None, by: None, organ: None, only: None, lang: None };

    #[test]
    fn a_question_is_read_and_written_the_same() {
        let given = Given {
            from: Some("2026-01"),
            to: Some("2026-03"),
            known: Some("2026-04-03"),
            by: Some("outcome,quarter"),
            only: Some("level:city,track:party"),
            ..NOTHING
        };
        let read = asked("decisions", given).unwrap();
        assert_eq!(
            (read.from.unwrap().to_string(), read.to.unwrap().to_string()),
            ("2026-01-01".into(), "2026-03-31".into())
        );
        let written: BTreeMap<_, _> = parameters(&read, given).into_iter().collect();
        let text = |name: &str| written[name].as_deref();
        let again = Given {
            from: text("from"),
            to: text("to"),
            known: text("known"),
            by: text("by"),
            only: text("only"),
            ..NOTHING
        };
        let again = asked("decisions", again).unwrap();
        assert_eq!(
            (again.from, again.to, again.known, again.by, again.only),
            (read.from, read.to, read.known, read.by.clone(), read.only.clone())
        );
        assert_eq!(fixed(&read, Some("sanction,")).unwrap(), [Some("sanction".to_owned()), None]);
        assert!(fixed(&read, Some("a,b,c")).is_err());
    }

    #[test]
    fn what_goes_on_does_so_on_a_day() {
        let read = asked("stages", NOTHING).unwrap();
        assert!(read.to.is_some());
        assert_eq!(read.by, ["stage", "organ"]);
        assert!(asked("stages", Given { from: Some("2026"), ..NOTHING }).is_err());
        assert_eq!(asked("decisions", Given { by: Some(""), ..NOTHING }).unwrap().by, Vec::<&str>::new());
    }

    #[test]
    fn what_cannot_be_counted_is_refused() {
        let wrong = [
            Given { from: Some("2026-02"), to: Some("2026-01"), ..NOTHING },
            Given { to: Some("2026-02-30"), ..NOTHING },
            Given { by: Some("colour"), ..NOTHING },
            Given { by: Some("stage"), ..NOTHING },
            Given { by: Some("outcome,level,track"), ..NOTHING },
            Given { by: Some("level,level"), ..NOTHING },
            Given { only: Some("level"), ..NOTHING },
            Given { only: Some("level:galaxy"), ..NOTHING },
            Given { only: Some("month:2026-01"), ..NOTHING },
            Given { known: Some("soon"), ..NOTHING },
        ];
        for given in wrong {
            assert!(asked("decisions", given).is_err_and(|fault| fault.code() == Code::Query), "{given:?}");
        }
        assert!(asked("nothing", NOTHING).is_err_and(|fault| fault.code() == Code::NotFound));
    }
}
