//! One act as rules read it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};
use uuid::Uuid;
use wenze_domain::codes::{CodeList, Level};
use wenze_domain::effective::Effective;
use wenze_domain::event::Event as Stored;
use wenze_domain::refs::{RefValue, Refs};
use wenze_rulebook::history::{Event, Parts, When};

use super::links::{Completed, Links};
use super::payload;
use super::plan::{Brings, Plan};
use super::{Organs, ZONE};

/// An act that was read, before it is known what its objects are about.
#[derive(Debug, Clone)]
pub(super) struct Read {
    event: Event,
    parts: Parts,
    refs: Refs,
    brings: Brings,
}

impl Read {
    /// Reads an act as it stands after its corrections.
    pub(super) fn of(item: &Effective<'_>, organs: Organs<'_>) -> Self {
        let stored: &Stored = &item.event;
        let plan = Plan::of(stored.kind());
        let payload = payload::read(stored, plan);
        let mut rel: BTreeMap<String, Vec<Arc<str>>> = BTreeMap::new();
        for (role, ids) in &stored.refs().0 {
            rel.insert(role.clone(), ids.iter().map(text).collect());
        }
        for (role, id) in payload.named {
            rel.entry(role.to_owned()).or_default().push(Arc::from(id));
        }
        let mut open_roles: Vec<String> = payload.open.into_iter().map(str::to_owned).collect();
        open_roles.sort_unstable();
        open_roles.dedup();
        let parts = Parts {
            data: payload.data,
            entered_from: stored.envelope.entered_from.as_str(),
            behalf: behalf(stored, organs),
            regime: regime(stored),
        };
        let event = Event {
            id: id(stored.id()),
            kind: Arc::from(stored.kind().as_str()),
            at: when(stored),
            recorded: stored.known_at(),
            seq: u32::try_from(stored.version).unwrap_or_default(),
            rel,
            open_roles,
            corrected_by: item.corrected_by.iter().copied().map(id).collect(),
            view: Value::Null,
        };
        Self { event, parts, refs: stored.refs().clone(), brings: plan.brings }
    }

    /// What it is about besides what it names.
    pub(super) fn completed(&self, links: &Links) -> Completed {
        links.complete(&self.refs, self.brings)
    }

    /// Ready for expressions.
    pub(super) fn ready(self, completed: &Completed) -> Event {
        let mut event = self.event;
        for (role, ids) in completed.roles() {
            event.rel.entry(role.to_owned()).or_default().extend(ids.iter().map(text));
        }
        event.prepared(self.parts, ZONE)
    }
}

pub(super) fn id(id: Uuid) -> Arc<str> {
    let mut buffer = Uuid::encode_buffer();
    Arc::from(&*id.hyphenated().encode_lower(&mut buffer))
}

fn text(value: &RefValue) -> Arc<str> {
    match value {
        RefValue::Id(one) => id(*one),
        other => Arc::from(other.to_string()),
    }
}

fn when(stored: &Stored) -> Option<When> {
    let occurred = &stored.envelope.occurred;
    let date = occurred.date?;
    let moment = occurred.time.and_then(|_| occurred.window()).map(|(from, _)| from);
    Some(When { first: date.first_day(), last: date.last_day(), moment })
}

/// On whose behalf; where nobody is named, the recorder's own office.
fn behalf(stored: &Stored, organs: Organs<'_>) -> Map<String, Value> {
    let mut map = Map::new();
    let (person, organ, told) = match &stored.envelope.on_behalf_of {
        None => (None, Some(stored.envelope.actor.office_id), None),
        Some(of) => {
            let person = of.person.as_ref();
            let organ = of.organ_id.or(person.and_then(|person| person.organ_id));
            (
                person.map(|person| person.person_id),
                organ,
                of.organ_level.or(person.and_then(|person| person.organ_level)),
            )
        }
    };
    if let Some(person) = person {
        map.insert("person".to_owned(), person.to_string().into());
    }
    if let Some(organ) = organ {
        map.insert("organ".to_owned(), organ.to_string().into());
    }
    if let Some(level) = told.or_else(|| organs(organ?)) {
        map.insert("level".to_owned(), word(level));
    }
    map
}

fn regime(stored: &Stored) -> Map<String, Value> {
    let mut map = Map::new();
    if let Some(pin) = &stored.envelope.regime {
        map.insert("name".to_owned(), pin.regime.as_str().into());
        map.insert("version".to_owned(), pin.version.as_str().into());
    }
    map
}

/// A level as rules compare it.
pub(super) fn word(level: Level) -> Value {
    level.as_str().into()
}
