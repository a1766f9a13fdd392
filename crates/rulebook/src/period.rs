//! Periods counted as a legal text counts them (民法典 200–204, 民事诉讼法 85 and their exceptions).
//!
//! The order is always: the date in the office's zone, the periods summed per unit, the days of a stop, one move off a
//! rest day at the end, the end of that day. What differs between texts is a [`Counting`].

use chrono::NaiveTime;
use serde::{Deserialize, Deserializer, Serialize};

mod count;
mod instant;
mod sums;

pub use count::{Counted, count};
pub use instant::{count_hours, end_of_day, local_date};

/// The longest period that a rulebook or an act can name, in its unit: a hundred years of days.
pub const N_MAX: u32 = 36_600;

/// What a period is counted in (民法典 200, and 工作日 of the procedural acts).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Hours from the moment of the act; never moved off a rest day.
    Hour,
    /// Calendar days.
    Day,
    /// Days that are not rest days; weekends that are worked count.
    Workday,
    /// Calendar months.
    Month,
    /// Calendar years.
    Year,
}

/// A number of units, for example three months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// How many, at most [`N_MAX`] where it is read from a file.
    #[serde(deserialize_with = "bounded")]
    pub n: u32,
    /// Of what.
    pub unit: Unit,
}

/// Refuses numbers that no legal text means.
fn bounded<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    let n = u32::deserialize(from)?;
    if n > N_MAX {
        return Err(serde::de::Error::custom(format!("a period of {n} is too long: write at most {N_MAX}")));
    }
    Ok(n)
}

/// Whether the day of the act that starts a period counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// It does not; counting begins on the next day (民法典 201).
    #[default]
    NextDay,
    /// Counting begins at the moment, for periods in hours. A period in days counts as with `next_day`.
    SameMoment,
    /// It does, as for sanctions, which run from the day they are decided.
    SameDay,
}

/// On which day of its last month a period of months or years ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MonthRule {
    /// On the corresponding day or, where the month has none, on its last day (民法典 202).
    #[default]
    SameDayOrMonthEnd,
    /// As before, but from the last day of a month to the last day of a month (刑诉法解释 202).
    MonthEndSticky,
}

/// What happens to a last day that is a rest day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Roll {
    /// The period ends on the next working day (民法典 203).
    #[default]
    Forward,
    /// It ends on that day all the same, as custody does (刑诉法 105).
    None,
    /// It ends on the working day before.
    Backward,
}

/// From where a further period is counted, an extension for example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExtensionBase {
    /// All periods are one sum from the start.
    #[default]
    OriginalStart,
    /// From the end of the one before, not moved off a rest day.
    NominalEnd,
    /// From the end of the one before as moved.
    ActualEnd,
}

/// The time at which a due day ends: the time business stops, or 24:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DayEnd(Option<NaiveTime>);

impl DayEnd {
    /// The time of day, or nothing for 24:00.
    pub fn time(self) -> Option<NaiveTime> {
        self.0
    }
}

impl TryFrom<String> for DayEnd {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text == "24:00" {
            return Ok(Self(None));
        }
        // chrono would read 9:5 as well, which nobody means.
        let time = Some(&text).filter(|t| t.len() == 5).and_then(|t| NaiveTime::parse_from_str(t, "%H:%M").ok());
        let time = time.filter(|time| *time != NaiveTime::MIN);
        time.map(|time| Self(Some(time))).ok_or_else(|| format!("{text} ends no day: write 24:00 or a time as 17:30"))
    }
}

impl From<DayEnd> for String {
    fn from(end: DayEnd) -> Self {
        end.0.map_or_else(|| "24:00".to_owned(), |time| time.format("%H:%M").to_string())
    }
}

/// How a legal text counts. The default is the civil code's way.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Counting {
    /// Whether the first day counts.
    pub start: Start,
    /// Where months end.
    pub month: MonthRule,
    /// What happens to a last day that is a rest day.
    pub roll: Roll,
    /// When the last day ends.
    pub end: DayEnd,
    /// Periods of these numbers of days mean working days (行政处罚法 85, 行政复议法 88).
    pub workday_if_days: Vec<u32>,
    /// From where extensions are counted.
    pub extension_base: ExtensionBase,
}

#[cfg(test)]
mod tests;
