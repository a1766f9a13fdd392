//! What is asked of a statistic, read from an address and written into others.

use chrono::NaiveDate;
use uuid::Uuid;
use wenze_casework::{CannotCount, StatisticAsked, StatisticGiven};

use crate::cases::moment;
use crate::problem::{Code, Fault};

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
    let Given { from, to, by, organ, only, .. } = given;
    let known = moment("known", given.known)?;
    StatisticAsked::read(name, &StatisticGiven { from, to, known, by, organ, only }).map_err(fault)
}

/// The values of a cell.
pub(super) fn fixed(asked: &StatisticAsked, cell: Option<&str>) -> Result<Vec<Option<String>>, Fault> {
    asked.cell(cell).map_err(fault)
}

fn fault(why: CannotCount) -> Fault {
    match why {
        CannotCount::NoStatistic => Fault::new(Code::NotFound),
        CannotCount::Wrong([zh, en]) => Fault::new(Code::Query).said(zh, en),
    }
}

/// The parameters of an address that asks the same, with the day that was not named.
pub(super) fn parameters(asked: &StatisticAsked, given: Given<'_>) -> Vec<(&'static str, Option<String>)> {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    vec![
        ("from", day(asked.from)),
        ("to", day(asked.to)),
        ("known", given.known.map(str::to_owned)),
        ("by", Some(asked.by.join(","))),
        ("organ", asked.organ.map(|id| id.to_string())),
        ("only", asked.only_pairs()),
        ("lang", given.lang.map(str::to_owned)),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

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
