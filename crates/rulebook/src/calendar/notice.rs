//! What a calendar holds: notices, their holidays, and how sure the table is of each.

use chrono::{DateTime, NaiveDate, Utc};

use super::format::Mark;

/// A notice: an authority says which days are rest days and which are worked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its number, for example 国办发明电〔2019〕16号.
    pub number: String,
    /// Where it was published.
    pub url: String,
    /// From when on it was known. Where only the day is known, the start of that day.
    pub published_at: DateTime<Utc>,
    /// The year it is for; it may rule days of the year before and after too.
    pub for_year: i32,
    /// The notice of the same year whose days it changes.
    pub amends: Option<String>,
    /// How sure its parts are.
    pub marks: Marks,
    /// A remark of the table's makers, or empty.
    pub note: String,
    /// Its holidays in the order written.
    pub holidays: Vec<Holiday>,
}

/// How sure the parts of a notice are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    /// Its number.
    pub number: Mark,
    /// Its day of publication.
    pub published: Mark,
    /// Its rest and working days.
    pub days: Mark,
}

/// One holiday of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// Its name, for example 春节.
    pub name: String,
    /// The rest days, weekends within included.
    pub rest: Vec<NaiveDate>,
    /// The days worked for it.
    pub work: Vec<NaiveDate>,
}

impl Notice {
    /// Every day it rules: the day, whether it is a rest day, and for which holiday.
    pub fn days(&self) -> impl Iterator<Item = (NaiveDate, bool, &str)> {
        self.holidays.iter().flat_map(|holiday| {
            let rest = holiday.rest.iter().map(|day| (*day, true, holiday.name.as_str()));
            rest.chain(holiday.work.iter().map(|day| (*day, false, holiday.name.as_str())))
        })
    }
}
