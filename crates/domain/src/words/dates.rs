//! Dates in words, as precise as the papers.

use chrono::{DateTime, Datelike, Utc};
use chrono_tz::Asia::Shanghai;

use super::Words;
use super::args::{Arg, Args};
use crate::time::{Moment, Occurred, PartialDate, Precision};

impl Words {
    /// When an act happened, with the day of the week; an undated act says so.
    pub fn date(&self, occurred: &Occurred) -> String {
        let Some(date) = occurred.date else { return self.message("date-undated", &[]) };
        let text = self.dated(date, "date-full");
        match occurred.time {
            Some(time) => self.timed(text, String::from(time)),
            None => text,
        }
    }

    /// A date inside a sentence, without the day of the week.
    pub fn partial_date(&self, date: PartialDate) -> String {
        self.dated(date, "date-day")
    }

    /// A date with its time of day.
    pub fn moment(&self, moment: Moment) -> String {
        let text = String::from(moment);
        let parts = text.split_once('T').and_then(|(day, time)| Some((PartialDate::parse(day)?, time.to_owned())));
        match parts {
            Some((date, time)) => self.timed(self.partial_date(date), time),
            None => text,
        }
    }

    /// A point in time, by the clock of the offices: to the minute, which is as close as a reader needs it.
    pub fn instant(&self, at: DateTime<Utc>) -> String {
        let local = at.with_timezone(&Shanghai);
        self.timed(self.partial_date(PartialDate::day(local.date_naive())), local.format("%H:%M").to_string())
    }

    fn timed(&self, date: String, time: String) -> String {
        let args = Args::from([("date".to_owned(), date.clone().into()), ("time".to_owned(), time.into())]);
        self.locale.value("date-timed", &args).unwrap_or(date)
    }

    fn dated(&self, date: PartialDate, full: &str) -> String {
        let day = date.first_day();
        let id = match date.precision() {
            Precision::Year => "date-year",
            Precision::Month => "date-month",
            Precision::Day => full,
        };
        let text = |value: u32| Arg::Text(value.to_string());
        let named = |what: &str, n: u32| Arg::Text(self.plain(&format!("{what}-{n}")).unwrap_or_default());
        let args = Args::from([
            ("year".to_owned(), Arg::Text(day.year().to_string())),
            ("month".to_owned(), text(day.month())),
            ("month_name".to_owned(), named("month", day.month())),
            ("day".to_owned(), text(day.day())),
            ("weekday".to_owned(), named("weekday", day.weekday().number_from_monday())),
        ]);
        self.locale.value(id, &args).unwrap_or_else(|| date.to_string())
    }
}
