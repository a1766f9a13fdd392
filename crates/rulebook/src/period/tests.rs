//! Periods against the dates that were worked out by hand, and against what must hold of all.

mod format;
mod properties;
mod stops;
mod vectors;

use chrono::NaiveDate;

use super::{Counted, Counting, Period, Unit, count};
use crate::calendar::{Calendar, View};

/// A day written as `2026-10-01`.
fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The days as known at the start of a day in Beijing.
fn known(on: &str) -> View {
    Calendar::shipped().known(format!("{on}T00:00:00+08:00").parse().unwrap())
}

/// A counting profile written as TOML.
fn counting(text: &str) -> Counting {
    toml::from_str(text).unwrap()
}

/// Periods written as `3 M`, `15 W + 2 D`.
fn periods(text: &str) -> Vec<Period> {
    let one = |part: &str| {
        let (n, unit) = part.trim().split_once(' ').unwrap();
        let unit = match unit {
            "H" => Unit::Hour,
            "D" => Unit::Day,
            "W" => Unit::Workday,
            "M" => Unit::Month,
            "Y" => Unit::Year,
            other => panic!("no unit {other}"),
        };
        Period { n: n.parse().unwrap(), unit }
    };
    text.split('+').map(one).collect()
}

/// Counts as the civil code does, by all notices there are.
fn civil(start: &str, text: &str) -> Counted {
    count(day(start), &periods(text), &[], &Counting::default(), &known("2026-12-31"))
}
