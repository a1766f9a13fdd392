//! Dates as the papers hold them: a year, a month, a day or a minute, in the office's zone, never converted.

use std::borrow::Cow;
use std::fmt;

use chrono::{
    DateTime, Datelike, Duration, LocalResult, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike, Utc,
};
use chrono_tz::Tz;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};

/// The zone of an office that names none.
pub const DEFAULT_ZONE: &str = "Asia/Shanghai";
/// How far an act may lie ahead of the clock before it is refused as future, in minutes.
pub const FUTURE_SLACK_MIN: i64 = 5;

/// The day that a point in time falls on by the clock of the offices.
pub fn office_day(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&chrono_tz::Asia::Shanghai).date_naive()
}

/// A date as precise as the papers: `2024`, `2024-03` or `2024-03-05`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Cow<'_, str>", into = "String")]
pub struct PartialDate {
    first: NaiveDate,
    precision: Precision,
}

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// Only the year.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
}

impl PartialDate {
    /// A date known to the day.
    pub fn day(date: NaiveDate) -> Self {
        Self { first: date, precision: Precision::Day }
    }

    /// Reads `YYYY[-MM[-DD]]` with years 1000 to 9999.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |part: &str, digits: usize| -> Option<u32> {
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
        };
        let mut parts = text.split('-');
        let year = i32::try_from(number(parts.next()?, 4)?).ok().filter(|y| *y >= 1000)?;
        let month = parts.next().map(|p| number(p, 2).ok_or(())).transpose().ok()?;
        let day = parts.next().map(|p| number(p, 2).ok_or(())).transpose().ok()?;
        if parts.next().is_some() {
            return None;
        }
        let precision = match (month, day) {
            (None, _) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
        };
        NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1)).map(|first| Self { first, precision })
    }

    /// The first day it can mean.
    pub fn first_day(self) -> NaiveDate {
        self.first
    }

    /// The last day it can mean.
    pub fn last_day(self) -> NaiveDate {
        let next = match self.precision {
            Precision::Year => self.first.checked_add_months(Months::new(12)),
            Precision::Month => self.first.checked_add_months(Months::new(1)),
            Precision::Day => self.first.succ_opt(),
        };
        next.and_then(|d| d.pred_opt()).unwrap_or(self.first)
    }

    /// How much is known.
    pub fn precision(self) -> Precision {
        self.precision
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision {
            Precision::Year => write!(f, "{:04}", self.first.year()),
            Precision::Month => write!(f, "{:04}-{:02}", self.first.year(), self.first.month()),
            Precision::Day => write!(f, "{}", self.first.format("%Y-%m-%d")),
        }
    }
}

impl TryFrom<Cow<'_, str>> for PartialDate {
    type Error = &'static str;
    fn try_from(text: Cow<'_, str>) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("a date is written YYYY, YYYY-MM or YYYY-MM-DD and must exist in the calendar")
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

impl JsonSchema for PartialDate {
    fn schema_name() -> Cow<'static, str> {
        "PartialDate".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[1-9][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?$" })
    }
}

/// A local date and time to the minute, `YYYY-MM-DDTHH:MM`; limits in hours need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Cow<'_, str>", into = "String")]
pub struct Moment(NaiveDateTime);

impl TryFrom<Cow<'_, str>> for Moment {
    type Error = &'static str;
    fn try_from(text: Cow<'_, str>) -> Result<Self, Self::Error> {
        NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M")
            .ok()
            .filter(|t| t.format("%Y-%m-%dT%H:%M").to_string() == text)
            .map(Self)
            .ok_or("a moment is written YYYY-MM-DDTHH:MM")
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.0.format("%Y-%m-%dT%H:%M").to_string()
    }
}

impl JsonSchema for Moment {
    fn schema_name() -> Cow<'static, str> {
        "Moment".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$" })
    }
}

/// A point in time as the log keeps it, to the microsecond: whoever recomputes what was so at it needs it exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Cow<'_, str>")]
pub struct Instant(DateTime<Utc>);

impl Instant {
    /// The point in time.
    pub fn utc(self) -> DateTime<Utc> {
        self.0
    }
}

impl TryFrom<Cow<'_, str>> for Instant {
    type Error = &'static str;
    fn try_from(text: Cow<'_, str>) -> Result<Self, Self::Error> {
        DateTime::parse_from_rfc3339(&text)
            .ok()
            .map(|at| at.with_timezone(&Utc))
            .filter(|at| at.timestamp_subsec_nanos() % 1000 == 0)
            .map(Self)
            .ok_or("a point in time is written YYYY-MM-DDTHH:MM:SS, at most six decimals, and its offset")
    }
}

impl JsonSchema for Instant {
    fn schema_name() -> Cow<'static, str> {
        "Instant".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date-time" })
    }
}

/// A time of day to the minute, `HH:MM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Cow<'_, str>", into = "String")]
pub struct ClockTime(NaiveTime);

impl TryFrom<Cow<'_, str>> for ClockTime {
    type Error = &'static str;
    fn try_from(text: Cow<'_, str>) -> Result<Self, Self::Error> {
        NaiveTime::parse_from_str(&text, "%H:%M")
            .ok()
            .filter(|t| t.format("%H:%M").to_string() == text)
            .map(Self)
            .ok_or("a time is written HH:MM")
    }
}

impl From<ClockTime> for String {
    fn from(time: ClockTime) -> Self {
        time.0.format("%H:%M").to_string()
    }
}

impl JsonSchema for ClockTime {
    fn schema_name() -> Cow<'static, str> {
        "ClockTime".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9]{2}:[0-9]{2}$" })
    }
}

/// An IANA zone name that the time-zone database knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Cow<'_, str>", into = "String")]
pub struct Zone(Tz);

impl Default for Zone {
    fn default() -> Self {
        Self(Tz::Asia__Shanghai)
    }
}

impl TryFrom<Cow<'_, str>> for Zone {
    type Error = &'static str;
    fn try_from(text: Cow<'_, str>) -> Result<Self, Self::Error> {
        text.parse().map(Self).map_err(|_| "a zone is an IANA name such as Asia/Shanghai")
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.0.name().to_owned()
    }
}

impl JsonSchema for Zone {
    fn schema_name() -> Cow<'static, str> {
        "Zone".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "examples": [DEFAULT_ZONE] })
    }
}

/// When an act happened: the legal date as written. `date: null` says that the papers give none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Occurred {
    /// The legal date, as precise as known. It must be stated: a date forgotten is not a date that the papers lack.
    #[serde(deserialize_with = "stated")]
    #[schemars(required, schema_with = "date_or_null")]
    pub date: Option<PartialDate>,
    /// The time of day, where a limit in hours needs it; only with a full date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<ClockTime>,
    /// The zone of the office.
    #[serde(default)]
    pub zone: Zone,
}

/// A deserializer named on a field makes serde ask for the field also where its value may be null.
fn stated<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<PartialDate>, D::Error> {
    Option::deserialize(deserializer)
}

fn date_or_null(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<Option<PartialDate>>()
}

impl Occurred {
    /// A day in the default zone.
    pub fn on(date: PartialDate) -> Self {
        Self { date: Some(date), ..Self::default() }
    }

    /// An instant as the clock on the wall of an office in the default zone shows it, to the minute.
    pub fn at(instant: DateTime<Utc>) -> Self {
        let zone = Zone::default();
        let local = instant.with_timezone(&zone.0).naive_local();
        let time = NaiveTime::from_hms_opt(local.hour(), local.minute(), 0).map(ClockTime);
        Self { date: Some(PartialDate::day(local.date())), time, zone }
    }

    /// A time without a full date says nothing.
    pub fn is_well_formed(&self) -> bool {
        self.time.is_none() || self.date.is_some_and(|d| d.precision() == Precision::Day)
    }

    /// The instants between which the act happened, end exclusive; none when undated.
    pub fn window(&self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let date = self.date?;
        if let Some(time) = self.time {
            let from = self.instant(date.first_day().and_time(time.0));
            return Some((from, from + Duration::minutes(1)));
        }
        let end = date.last_day().succ_opt().unwrap_or(date.last_day());
        Some((self.instant(date.first_day().and_time(NaiveTime::MIN)), self.instant(end.and_time(NaiveTime::MIN))))
    }

    /// Wholly in the future, with some minutes of slack for clocks that differ.
    pub fn is_future(&self, now: DateTime<Utc>) -> bool {
        self.window().is_some_and(|(from, _)| from > now + Duration::minutes(FUTURE_SLACK_MIN))
    }

    /// A local time that a change of clocks skips counts from the first instant after it; one told twice from the earlier.
    fn instant(&self, local: NaiveDateTime) -> DateTime<Utc> {
        for minutes in 0..=180 {
            match self.zone.0.from_local_datetime(&(local + Duration::minutes(minutes))) {
                LocalResult::Single(t) | LocalResult::Ambiguous(t, _) => return t.with_timezone(&Utc),
                LocalResult::None => {}
            }
        }
        Utc.from_utc_datetime(&local)
    }
}
