//! The history that an example tells: what was recorded by a moment, with the corrections known by then.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use serde::Deserialize;
use serde_json::{Map, Value};
use toml::value::{Datetime, Offset as WrittenOffset};

use super::ExampleSource;
use crate::history::{Event, History, Parts, When};
use crate::rule::Rulebook;
use crate::source::OneOrMany;

/// Kinds that correct and void, in the product's words and in those of rulebooks without its vocabulary.
const CORRECTS: [&str; 2] = ["RecordCorrected", "record.corrected"];
const VOIDS: [&str; 2] = ["RecordVoided", "record.voided"];

/// An act of an example.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventSource {
    id: String,
    at: Option<Datetime>,
    recorded: Option<Datetime>,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    rel: BTreeMap<String, OneOrMany<String>>,
    #[serde(default)]
    data: toml::Table,
    #[serde(default)]
    entered_from: EnteredFrom,
    #[serde(default)]
    behalf: toml::Table,
    #[serde(default)]
    regime: toml::Table,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum EnteredFrom {
    #[default]
    System,
    Paper,
    Import,
}

/// A moment: with an offset, or in the zone of the rulebook; a date alone is its first instant.
pub(super) fn instant(written: Datetime, zone: Tz) -> Option<DateTime<Utc>> {
    let date = day(written)?;
    let time = match written.time {
        Some(time) => {
            NaiveTime::from_hms_opt(time.hour.into(), time.minute.into(), time.second.unwrap_or_default().into())?
        }
        None => NaiveTime::MIN,
    };
    let local = date.and_time(time);
    match written.offset {
        None => zone.from_local_datetime(&local).earliest().map(|at| at.to_utc()),
        Some(WrittenOffset::Z) => Some(Utc.from_utc_datetime(&local)),
        Some(WrittenOffset::Custom { minutes }) => {
            let offset = chrono::FixedOffset::east_opt(i32::from(minutes) * 60)?.fix();
            offset.from_local_datetime(&local).earliest().map(|at| at.to_utc())
        }
    }
}

pub(super) fn day(written: Datetime) -> Option<NaiveDate> {
    super::date_of(written)
}

pub(super) fn history(
    book: &Rulebook,
    example: &ExampleSource,
    as_of: DateTime<Utc>,
    known: DateTime<Utc>,
) -> Result<History, String> {
    let mut told = Vec::with_capacity(example.events.len());
    for (seq, event) in example.events.iter().enumerate() {
        let when = when(event, book.zone)?;
        let happened = when.map(|when| first_instant(when, book.zone));
        let recorded = match event.recorded {
            Some(recorded) => {
                Some(instant(recorded, book.zone).ok_or_else(|| format!("{}: `recorded` is no moment", event.id))?)
            }
            None => happened,
        };
        told.push(Told {
            event: event.clone(),
            when,
            recorded: recorded.unwrap_or(DateTime::UNIX_EPOCH),
            seq,
            corrected_by: Vec::new(),
        });
    }
    told.retain(|one| one.recorded <= known);
    correct(&mut told, book.zone)?;
    told.retain(|one| one.when.is_none_or(|when| first_instant(when, book.zone) <= as_of));
    let is_closed = told.iter().rev().find(|one| matches!(one.event.kind.as_str(), "CaseClosed" | "CaseReopened"));
    let is_closed = is_closed.is_some_and(|one| one.event.kind == "CaseClosed");
    let objects = example.objects.iter().map(|(id, facts)| (id.clone(), map(facts))).collect();
    let events = told.into_iter().map(|one| one.event(book.zone)).collect();
    Ok(History { events, facts: map(&example.case), objects, is_closed })
}

struct Told {
    event: EventSource,
    when: Option<When>,
    recorded: DateTime<Utc>,
    seq: usize,
    corrected_by: Vec<Arc<str>>,
}

fn when(event: &EventSource, zone: Tz) -> Result<Option<When>, String> {
    let Some(written) = event.at else { return Ok(None) };
    let wrong = || format!("{}: `at` is a date or a moment", event.id);
    if written.time.is_none() {
        return day(written).map(|date| Some(When::day(date))).ok_or_else(wrong);
    }
    instant(written, zone).map(|at| Some(When::moment(at, zone))).ok_or_else(wrong)
}

fn first_instant(when: When, zone: Tz) -> DateTime<Utc> {
    let midnight = when.first.and_time(NaiveTime::MIN);
    when.moment
        .or_else(|| zone.from_local_datetime(&midnight).earliest().map(|at| at.to_utc()))
        .unwrap_or(DateTime::UNIX_EPOCH)
}

/// Applies what corrects and voids, newest record last.
fn correct(told: &mut Vec<Told>, zone: Tz) -> Result<(), String> {
    let changes: Vec<(EventSource, Vec<String>)> = told
        .iter()
        .filter(|one| CORRECTS.contains(&one.event.kind.as_str()) || VOIDS.contains(&one.event.kind.as_str()))
        .map(|one| {
            (one.event.clone(), one.event.rel.get("event").cloned().map(OneOrMany::into_vec).unwrap_or_default())
        })
        .collect();
    for (change, targets) in &changes {
        if VOIDS.contains(&change.kind.as_str()) {
            told.retain(|one| !targets.contains(&one.event.id));
            continue;
        }
        for one in told.iter_mut().filter(|one| targets.contains(&one.event.id)) {
            let list = change.data.get("changes").and_then(toml::Value::as_array).cloned().unwrap_or_default();
            for item in list {
                put(&mut one.event, &item).ok_or_else(|| format!("{}: a change is {{ pointer, is }}", change.id))?;
            }
            one.when = when(&one.event, zone)?;
            one.corrected_by.push(Arc::from(change.id.as_str()));
        }
    }
    Ok(())
}

/// One change: `/at`, or `/data/FIELD` (also `/payload/FIELD`).
fn put(event: &mut EventSource, change: &toml::Value) -> Option<()> {
    let pointer = change.get("pointer")?.as_str()?;
    let is = change.get("is")?.clone();
    if pointer == "/at" {
        event.at = Some(is.as_datetime().copied()?);
        return Some(());
    }
    let field = pointer.strip_prefix("/data/").or_else(|| pointer.strip_prefix("/payload/"))?;
    event.data.insert(field.to_owned(), is);
    Some(())
}

impl Told {
    fn event(self, zone: Tz) -> Event {
        let mut rel = BTreeMap::new();
        let mut open_roles = Vec::new();
        for (role, ids) in self.event.rel {
            let ids = ids.into_vec();
            if ids.iter().any(|id| id == crate::expr::NOT_RECORDED) {
                open_roles.push(role);
            } else {
                rel.insert(role, ids.iter().map(|id| Arc::from(id.as_str())).collect());
            }
        }
        let entered_from = match self.event.entered_from {
            EnteredFrom::System => "system",
            EnteredFrom::Paper => "paper",
            EnteredFrom::Import => "import",
        };
        let (data, behalf, regime) = (map(&self.event.data), map(&self.event.behalf), map(&self.event.regime));
        let event = Event {
            id: Arc::from(self.event.id),
            kind: Arc::from(self.event.kind),
            at: self.when,
            recorded: self.recorded,
            seq: u32::try_from(self.seq).unwrap_or(u32::MAX),
            rel,
            open_roles,
            corrected_by: self.corrected_by,
            view: Value::Null,
        };
        event.prepared(Parts { data, entered_from, behalf, regime }, zone)
    }
}

fn map(table: &toml::Table) -> Map<String, Value> {
    table.iter().map(|(name, value)| (name.clone(), json(value))).collect()
}

fn json(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::from(text.as_str()),
        toml::Value::Integer(n) => Value::from(*n),
        toml::Value::Float(x) => Value::from(*x),
        toml::Value::Boolean(yes) => Value::from(*yes),
        toml::Value::Datetime(at) => Value::from(at.to_string()),
        toml::Value::Array(items) => items.iter().map(json).collect(),
        toml::Value::Table(table) => Value::Object(map(table)),
    }
}
