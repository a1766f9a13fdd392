//! A history as the judge sees it: acts in force at a moment, with what they are about.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Timelike, Utc};
use chrono_tz::Tz;
use serde_json::{Map, Value};

use crate::expr::NOT_RECORDED;
use crate::period::local_date;

/// When an act happened, as precisely as the papers say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// The first day it can have been, in the office's zone.
    pub first: NaiveDate,
    /// The last.
    pub last: NaiveDate,
    /// The moment, where a time of day is recorded.
    pub moment: Option<DateTime<Utc>>,
}

impl When {
    /// A day.
    pub fn day(date: NaiveDate) -> Self {
        Self { first: date, last: date, moment: None }
    }

    /// A moment.
    pub fn moment(at: DateTime<Utc>, zone: Tz) -> Self {
        let date = local_date(at, zone);
        Self { first: date, last: date, moment: Some(at) }
    }

    /// Whether it is known to the day.
    pub fn is_a_day(&self) -> bool {
        self.first == self.last
    }

    /// As an expression reads it: the first day, with the time where one is known.
    fn text(&self, zone: Tz) -> String {
        match self.moment {
            Some(at) => second(at, zone),
            None => self.first.to_string(),
        }
    }
}

/// A moment to the second, as the clock of the zone shows it: `2026-03-02T09:30:00`.
fn second(at: DateTime<Utc>, zone: Tz) -> String {
    let local = at.with_timezone(&zone).naive_local();
    format!("{:?}", local.with_nanosecond(0).unwrap_or(local))
}

/// How two acts stand in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The first came before the second.
    Before,
    /// It came after.
    After,
    /// Both bear the same date and at least one no time.
    SameDay,
    /// A date is missing or too coarse.
    Unknown,
}

/// An act in force.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its id.
    pub id: Arc<str>,
    /// Its kind.
    pub kind: Arc<str>,
    /// When it happened; none if the papers give no date.
    pub at: Option<When>,
    /// When the office knew of it.
    pub recorded: DateTime<Utc>,
    /// Its place in the stream.
    pub seq: u32,
    /// Role → ids. A role that the papers leave open is absent here and named in [`Event::open_roles`].
    pub rel: BTreeMap<String, Vec<Arc<str>>>,
    /// Roles that are not recorded.
    pub open_roles: Vec<String>,
    /// The corrections applied to it, oldest first.
    pub corrected_by: Vec<Arc<str>>,
    /// What expressions read.
    pub view: Value,
}

/// What an act is made of, before [`Event::new`] prepares what expressions read.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    /// Its open fields. `"not_recorded"` stands where the papers leave one open, `true` where a private one is given.
    pub data: Map<String, Value>,
    /// How it came into the system.
    pub entered_from: &'static str,
    /// On whose behalf: person, organ, level.
    pub behalf: Map<String, Value>,
    /// Name and version of the regime it pins.
    pub regime: Map<String, Value>,
}

impl Event {
    /// Prepares an act.
    #[must_use]
    pub fn prepared(mut self, parts: Parts, zone: Tz) -> Self {
        let mut rel: Map<String, Value> = self
            .rel
            .iter()
            .map(|(role, ids)| (role.clone(), ids.iter().map(|id| Value::from(id.as_ref())).collect()))
            .collect();
        for role in &self.open_roles {
            rel.entry(role.clone()).or_insert_with(|| Value::from(NOT_RECORDED));
        }
        let at = self.at.map_or_else(|| NOT_RECORDED.to_owned(), |at| at.text(zone));
        // Every act of every case that is judged comes by here, so its parts are moved and not written anew.
        let view = [
            ("id", Value::from(self.id.as_ref())),
            ("type", Value::from(self.kind.as_ref())),
            ("at", Value::from(at)),
            ("recorded", Value::from(second(self.recorded, zone))),
            ("entered_from", Value::from(parts.entered_from)),
            ("behalf", Value::Object(parts.behalf)),
            ("regime", Value::Object(parts.regime)),
            ("rel", Value::Object(rel)),
            ("data", Value::Object(parts.data)),
        ];
        self.view = Value::Object(view.into_iter().map(|(name, value)| (name.to_owned(), value)).collect());
        self
    }

    /// The ids under a role.
    pub fn ids(&self, role: &str) -> &[Arc<str>] {
        self.rel.get(role).map_or(&[], Vec::as_slice)
    }

    /// How it stands in time to another.
    pub fn order(&self, other: &Event) -> Order {
        let (Some(a), Some(b)) = (self.at, other.at) else { return Order::Unknown };
        if let (Some(x), Some(y)) = (a.moment, b.moment) {
            return match x.cmp(&y) {
                std::cmp::Ordering::Less => Order::Before,
                std::cmp::Ordering::Greater => Order::After,
                // Two acts of one minute are told apart by nothing but the order in which they were recorded.
                std::cmp::Ordering::Equal => {
                    if self.seq <= other.seq {
                        Order::Before
                    } else {
                        Order::After
                    }
                }
            };
        }
        if a.last < b.first {
            Order::Before
        } else if a.first > b.last {
            Order::After
        } else if a.is_a_day() && b.is_a_day() {
            Order::SameDay
        } else {
            Order::Unknown
        }
    }
}

/// A case at a moment.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// The acts in force, corrections applied, in the order recorded.
    pub events: Vec<Event>,
    /// Facts of the case: a map.
    pub facts: Map<String, Value>,
    /// Facts of its objects by their ids; a track's id is `respondent/track`.
    pub objects: BTreeMap<String, Map<String, Value>>,
    /// Whether it is closed: what was not broken by then can no longer be.
    pub is_closed: bool,
}

impl History {
    /// Facts of objects, the later over the earlier. A track has its respondent's too.
    pub fn facts_of<'i>(&self, ids: impl Iterator<Item = &'i Arc<str>>) -> Map<String, Value> {
        let mut facts = Map::new();
        for id in ids {
            if let Some((respondent, track)) = id.split_once('/') {
                self.add(&mut facts, respondent);
                facts.insert("track".to_owned(), Value::from(track));
            }
            self.add(&mut facts, id);
        }
        facts
    }

    fn add(&self, facts: &mut Map<String, Value>, id: &str) {
        if let Some(found) = self.objects.get(id) {
            facts.extend(found.iter().map(|(name, value)| (name.clone(), value.clone())));
        }
    }
}
