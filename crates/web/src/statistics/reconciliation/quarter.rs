//! Which quarter is reconciled, and when its report was printed.

use chrono::{Datelike, Days, Months, NaiveDate};
use wenze_domain::fields::PartialDate;
use wenze_domain::time::office_day;

use crate::reader::Reader;

/// The parameters.
pub(super) const QUARTER: &str = "quarter";
pub(super) const PRINTED: &str = "printed";
/// Quarters that can be chosen.
const QUARTERS: u32 = 12;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    /// The day at whose end the report was printed.
    pub(super) printed: PartialDate,
    text: [String; 2],
}

impl Asked {
    fn new(first: NaiveDate, printed: Option<NaiveDate>, today: NaiveDate) -> Self {
        let next = first + Months::new(3);
        // A report is printed within the month after its quarter.
        let usual = next + Months::new(1) - Days::new(1);
        let printed = printed.unwrap_or(usual).min(today);
        let text = [format!("{}-{}", first.year(), first.quarter()), printed.to_string()];
        Self { first, last: next - Days::new(1), printed: PartialDate::day(printed), text }
    }

    /// As an address writes it.
    pub(super) fn parameters(&self) -> [(&'static str, &str); 2] {
        [(QUARTER, self.text[0].as_str()), (PRINTED, self.text[1].as_str())]
    }

    /// The quarter in words.
    pub(super) fn said(&self, reader: &Reader) -> String {
        said(reader, self.first)
    }
}

/// Reads it; or what is wrong, in the words of the reader.
pub(super) fn asked(reader: &Reader) -> Result<Asked, String> {
    let today = office_day(reader.now);
    let unread = |field: &str| reader.texts.tell("statistics-unread", [("field", reader.texts.say(field).into())]);
    let first = match reader.parameter(QUARTER) {
        Some(text) => first_day(text).ok_or_else(|| unread(/* text */ "reconciliation-quarter"))?,
        None => usual(reader).first,
    };
    let read = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d");
    let printed = reader.parameter(PRINTED).map(read).transpose();
    let printed = printed.map_err(|_| unread(/* text */ "reconciliation-printed"))?;
    if printed.is_some_and(|printed| printed < first) {
        return Err(reader.texts.say("reconciliation-too-early"));
    }
    Ok(Asked::new(first, printed, today))
}

/// The last quarter that is over.
pub(super) fn usual(reader: &Reader) -> Asked {
    let today = office_day(reader.now);
    Asked::new(quarter_of(today) - Months::new(3), None, today)
}

/// The last quarters that are over: what the form sends, what they are called, and which is chosen.
pub(super) fn choices(reader: &Reader, chosen: &Asked) -> Vec<(String, String, bool)> {
    let this = quarter_of(office_day(reader.now));
    let mut firsts: Vec<NaiveDate> = (1..=QUARTERS).map(|back| this - Months::new(3 * back)).collect();
    if !firsts.contains(&chosen.first) {
        firsts.push(chosen.first);
    }
    let choice = |first: &NaiveDate| {
        (format!("{}-{}", first.year(), first.quarter()), said(reader, *first), *first == chosen.first)
    };
    firsts.iter().map(choice).collect()
}

fn said(reader: &Reader, first: NaiveDate) -> String {
    let says = [("year", first.year().to_string().into()), ("quarter", first.quarter().into())];
    reader.texts.tell("reconciliation-of-quarter", says)
}

fn quarter_of(day: NaiveDate) -> NaiveDate {
    let month = (day.quarter() - 1) * 3 + 1;
    NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day)
}

/// `2026-1` is the first quarter of 2026.
fn first_day(text: &str) -> Option<NaiveDate> {
    let (year, quarter) = text.split_once('-')?;
    let (year, quarter): (i32, u32) = (year.parse().ok()?, quarter.parse().ok()?);
    let is_one = (1900..=2200).contains(&year) && (1..=4).contains(&quarter);
    is_one.then(|| NaiveDate::from_ymd_opt(year, (quarter - 1) * 3 + 1, 1)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_quarter_ends_before_its_report_is_printed() {
        let one = Asked::new(day("2026-01-01"), None, day("2026-11-30"));
        assert_eq!((one.last, one.printed), (day("2026-03-31"), PartialDate::day(day("2026-04-30"))));
        assert_eq!(one.parameters(), [("quarter", "2026-1"), ("printed", "2026-04-30")]);
        let young = Asked::new(day("2026-10-01"), None, day("2027-01-09"));
        assert_eq!(young.printed, PartialDate::day(day("2027-01-09")), "nothing is known of tomorrow");
        assert_eq!(quarter_of(day("2026-12-31")), day("2026-10-01"));
        assert_eq!(first_day("2026-4"), Some(day("2026-10-01")));
        assert!(["2026-5", "2026-0", "x-1", "2026", "99999-1"].iter().all(|text| first_day(text).is_none()));
    }
}
