//! How long the texts of a matter must be kept (保管期限): data, by what the matter was and how it ended.

use std::sync::LazyLock;

use chrono::{Months, NaiveDate};
use serde::Deserialize;

use crate::case::{Case, Designation};
use crate::fields::PartialDate;
use crate::regimes::Mark;

const FILE: &str = include_str!("../retention/periods.toml");

static SHIPPED: LazyLock<Retention> = LazyLock::new(|| toml::from_str(FILE).unwrap_or_default());

/// The periods, and where they come from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Its name.
    pub name: String,
    /// What it is called, in Chinese.
    pub zh: String,
    /// What it is called, in English.
    pub en: String,
    /// The text it rests on, in Chinese.
    pub source_zh: String,
    /// The text it rests on, in English.
    pub source_en: String,
    /// How sure it is.
    pub mark: Mark,
    /// What is unsure.
    pub note: String,
    /// The periods.
    pub periods: Vec<Period>,
}

/// How long one kind of matter is kept.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// Its code.
    pub code: String,
    /// Of what, in Chinese.
    pub zh: String,
    /// Of what, in English.
    pub en: String,
    /// For how many years from the closing on.
    pub years: u32,
}

/// How a matter stands to its period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is not closed, or nobody knows on which day it was: the period has not begun.
    NotClosed,
    /// It is kept through this day.
    Until(&'static Period, NaiveDate),
    /// The period ended with this day.
    Over(&'static Period, NaiveDate),
}

impl Default for Retention {
    /// What is left where the file cannot be read: no period, so nothing is ever over.
    fn default() -> Self {
        let none = String::new;
        Self {
            name: none(),
            zh: none(),
            en: none(),
            source_zh: none(),
            source_en: none(),
            mark: Mark::Remembered,
            note: none(),
            periods: Vec::new(),
        }
    }
}

/// The periods that this program ships.
pub fn shipped() -> &'static Retention {
    &SHIPPED
}

impl Retention {
    /// How a case stands to its period on a day.
    pub fn of(&'static self, case: &Case, day: NaiveDate) -> Kept {
        let closed = case.closed.as_ref().and_then(|closing| closing.on).map(PartialDate::last_day);
        let period = self.periods.iter().find(|period| period.code == code(case));
        let ends = closed.zip(period).and_then(|(closed, period)| {
            let last = closed.checked_add_months(Months::new(period.years.checked_mul(12)?))?;
            Some((period, last))
        });
        match ends {
            None => Kept::NotClosed,
            Some((period, last)) if day <= last => Kept::Until(period, last),
            Some((period, last)) => Kept::Over(period, last),
        }
    }
}

fn code(case: &Case) -> &'static str {
    match case.designation() {
        Designation::Report => "report",
        Designation::Clue => "clue",
        Designation::Case if case.measures.is_empty() => "case_without_measure",
        Designation::Case => "case_with_measure",
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::case::{Closing, Measure};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn closed(on: Option<&str>) -> Case {
        let on = on.and_then(PartialDate::parse);
        Case { closed: Some(Closing { on, ..Closing::default() }), ..Case::new(Uuid::nil()) }
    }

    #[test]
    fn the_file_names_a_period_for_every_kind_of_matter_and_is_marked() {
        let shipped = shipped();
        for code in ["report", "clue", "case_without_measure", "case_with_measure"] {
            assert!(shipped.periods.iter().any(|period| period.code == code && period.years > 0), "{code}");
        }
        assert_eq!((shipped.periods.len(), shipped.mark), (4, Mark::Remembered));
        assert!(shipped.note.contains("not compared with its text"));
    }

    #[test]
    fn a_matter_is_kept_through_the_last_day_of_its_period() {
        let report = closed(Some("2010-02-28"));
        let Kept::Until(period, last) = shipped().of(&report, day("2020-02-28")) else { panic!("kept") };
        assert_eq!((period.code.as_str(), last), ("report", day("2020-02-28")));
        assert!(matches!(shipped().of(&report, day("2020-02-29")), Kept::Over(..)));
        let mut case = Case { is_case: true, ..closed(Some("2000")) };
        assert!(matches!(shipped().of(&case, day("2030-12-31")), Kept::Until(period, _) if period.years == 30));
        assert!(
            matches!(shipped().of(&case, day("2031-01-01")), Kept::Over(..)),
            "what is known by the year ends with it"
        );
        case.measures.insert(Uuid::nil(), Measure::default());
        assert!(
            matches!(shipped().of(&case, day("2001-01-01")), Kept::Until(period, _) if period.code == "case_with_measure")
        );
    }

    #[test]
    fn what_is_not_closed_or_closed_on_no_known_day_is_kept() {
        assert_eq!(shipped().of(&Case::new(Uuid::nil()), day("2400-01-01")), Kept::NotClosed);
        assert_eq!(shipped().of(&closed(None), day("2400-01-01")), Kept::NotClosed);
    }
}
