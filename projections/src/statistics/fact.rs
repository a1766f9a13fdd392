//! A dated fact of a case, and what its rows say of the knowledge they rest on.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wenze_domain::codes::CodeList;
use wenze_domain::fields::PartialDate;

/// A name or code: borrowed where the program knows it, owned where a row was read.
pub(super) type Text = Cow<'static, str>;

/// Something that happened, and what it is told apart by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Fact {
    /// What kind of fact, see `catalogue`.
    pub(super) kind: Text,
    /// Which one of its kind in the case.
    pub(super) subject: String,
    /// Whose act it is.
    pub(super) organ_id: Option<Uuid>,
    /// The first day on which it may have happened; none where the papers give no date.
    pub(super) on_day: Option<NaiveDate>,
    /// Days since what it is measured from.
    pub(super) days: Option<i32>,
    /// By which it is told apart; what is not recorded is left out.
    pub(super) dims: Dims,
    /// The day on which what began here was over; none while it goes on.
    pub(super) until_day: Option<NaiveDate>,
}

impl Fact {
    /// A fact of a kind on a date.
    pub(super) fn new(kind: &'static str, subject: &impl ToString, on: Option<PartialDate>) -> Self {
        let mut dims = Dims::default();
        dims.put("precision", Some(precision(on)));
        Self {
            kind: Cow::Borrowed(kind),
            subject: subject.to_string(),
            organ_id: None,
            on_day: on.map(PartialDate::first_day),
            days: None,
            dims,
            until_day: None,
        }
    }

    /// Of this organ.
    pub(super) fn of(mut self, organ: Option<Uuid>) -> Self {
        self.organ_id = organ;
        self
    }

    /// Measured from a day; what lies before it measures nothing.
    pub(super) fn since(mut self, day: Option<NaiveDate>) -> Self {
        let days = self.on_day.zip(day).map(|(on, day)| (on - day).num_days());
        self.days = days.filter(|days| *days >= 0).and_then(|days| i32::try_from(days).ok());
        self
    }

    /// Over from a day on; what is said to be over before it began was over at once.
    pub(super) fn over(mut self, day: Option<NaiveDate>) -> Self {
        self.until_day = day.map(|day| self.on_day.map_or(day, |on| day.max(on)));
        self
    }

    /// Told apart by a code, where it is recorded.
    pub(super) fn by<C: CodeList>(mut self, dimension: &'static str, code: Option<C>) -> Self {
        self.dims.put(dimension, code.map(|code| Cow::Borrowed(code.as_str())));
        self
    }

    /// Told apart by a word, where there is one.
    pub(super) fn told(mut self, dimension: &'static str, word: Option<impl Into<Text>>) -> Self {
        self.dims.put(dimension, word.map(Into::into));
        self
    }

    /// Whether two facts say the same but for the day on which it was over.
    fn says_what(&self, other: &Self) -> bool {
        self.organ_id == other.organ_id
            && self.on_day == other.on_day
            && self.days == other.days
            && self.dims == other.dims
    }
}

/// How much of the date is known.
fn precision(on: Option<PartialDate>) -> Text {
    use wenze_domain::time::Precision;
    Cow::Borrowed(match on.map(PartialDate::precision) {
        None => "undated",
        Some(Precision::Year) => "year",
        Some(Precision::Month) => "month",
        Some(Precision::Day) => "day",
    })
}

/// Dimensions with their values, in the order of their names.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Dims(Vec<(Text, Text)>);

impl Dims {
    fn put(&mut self, dimension: &'static str, value: Option<Text>) {
        let Some(value) = value else { return };
        match self.0.binary_search_by(|(name, _)| name.as_ref().cmp(dimension)) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (Cow::Borrowed(dimension), value)),
        }
    }

    /// The value of a dimension.
    #[cfg(test)]
    pub(super) fn get(&self, dimension: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == dimension).map(|(_, value)| value.as_ref())
    }
}

impl Serialize for Dims {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de> Deserialize<'de> for Dims {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let map = std::collections::BTreeMap::<String, String>::deserialize(deserializer)?;
        Ok(Self(map.into_iter().map(|(name, value)| (Cow::Owned(name), Cow::Owned(value))).collect()))
    }
}

/// A fact as one row holds it: what was known, and from when to when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Line {
    /// What was known.
    #[serde(flatten)]
    pub(super) fact: Fact,
    /// Since when it is known so.
    pub(super) known_from: DateTime<Utc>,
    /// From when on it was known otherwise; none while it still is so.
    pub(super) known_until: Option<DateTime<Utc>>,
    /// Since when it is known to be over.
    pub(super) until_known: Option<DateTime<Utc>>,
}

impl Line {
    /// A fact that becomes known.
    pub(super) fn opened(fact: Fact, at: DateTime<Utc>) -> Self {
        let until_known = fact.until_day.map(|_| at);
        Self { fact, known_from: at, known_until: None, until_known }
    }

    /// Takes up what is known from an instant on, if this row can say it besides what it said before: that something is over
    /// takes no row of its own, and within one instant there is no before.
    pub(super) fn take_up(&mut self, fact: &Fact, at: DateTime<Utc>) -> bool {
        if !self.fact.says_what(fact) {
            return false;
        }
        let was_open = self.fact.until_day.is_none() || self.until_known == Some(at);
        if self.fact.until_day != fact.until_day {
            if !was_open {
                return false;
            }
            self.fact.until_day = fact.until_day;
            self.until_known = fact.until_day.map(|_| at);
        }
        true
    }

    /// Where a row stands among those of its case.
    pub(super) fn key(&self) -> (&str, &str, DateTime<Utc>) {
        (&self.fact.kind, &self.fact.subject, self.known_from)
    }
}
