//! The events of one stream as read from the log: those this program can read, and those it cannot.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::acts::Act;
use crate::case::Case;
use crate::effective::{Cut, Effective, effective};
use crate::envelope::Origin;
use crate::event::{Event, Unreadable};
use crate::evolve::fold;
use crate::refs::RefValue;
use crate::request::Draft;

/// One stream, decoded.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    /// The events that can be read, in stream order.
    pub events: Vec<Event>,
    /// Versions that cannot, with the reason.
    pub unreadable: Vec<(i32, Unreadable)>,
    /// Version of the stream.
    pub version: i32,
}

impl History {
    /// Decodes stored events: `(version, recorded_at, content)` in stream order.
    pub fn read(stored: impl IntoIterator<Item = (i32, DateTime<Utc>, Arc<[u8]>)>) -> Self {
        let mut history = Self::default();
        for (version, recorded_at, raw) in stored {
            history.push(version, recorded_at, raw);
        }
        history
    }

    /// Decodes and adds the next event.
    pub fn push(&mut self, version: i32, recorded_at: DateTime<Utc>, raw: Arc<[u8]>) {
        self.version = version;
        match Event::decode(version, recorded_at, raw) {
            Ok(event) => self.events.push(event),
            Err(reason) => self.unreadable.push((version, reason)),
        }
    }

    /// The history as it was when a version was its last.
    #[must_use]
    pub fn prefix(&self, version: i32) -> Self {
        Self {
            events: self.events.iter().filter(|event| event.version <= version).cloned().collect(),
            unreadable: self.unreadable.iter().filter(|(at, _)| *at <= version).cloned().collect(),
            version: self.version.min(version),
        }
    }

    /// The history as it would be had acts of these versions never been recorded, nor what corrects or voids them.
    #[must_use]
    pub fn without(&self, versions: &[i32]) -> Self {
        let gone: Vec<Uuid> =
            self.events.iter().filter(|event| versions.contains(&event.version)).map(Event::id).collect();
        let speaks_of_gone = |event: &Event| {
            let is_of_record = matches!(event.act(), Act::RecordCorrected(_) | Act::RecordVoided(_));
            is_of_record && event.refs().ids("event").any(|target| gone.contains(&target))
        };
        let stays = |event: &&Event| !gone.contains(&event.id()) && !speaks_of_gone(event);
        Self { events: self.events.iter().filter(stays).cloned().collect(), ..self.clone() }
    }

    /// The events that count at a cut.
    pub fn effective(&self, cut: Cut) -> Vec<Effective<'_>> {
        effective(&self.events, cut)
    }

    /// The case at a cut. A cut with nothing in it is an empty case.
    pub fn case(&self, id: Uuid, cut: Cut) -> Case {
        let mut case = fold(id, &self.effective(cut));
        case.unreadable =
            self.unreadable.iter().map(|(v, _)| *v).filter(|v| cut.version.is_none_or(|n| *v <= n)).collect();
        if cut == Cut::default() {
            // A voided last event leaves the fold behind the stream; writers must see the stream's version.
            case.version = self.version;
        }
        case
    }

    /// The event of an imported act that an id stands for, the latest of several; none if it stands for none.
    pub fn stood_for(&self, id: Uuid) -> Option<Uuid> {
        let stands = |event: &&Event| {
            let origin = event.envelope.origin.as_ref();
            origin.is_some_and(|origin| Origin::stand_in(origin.set.as_str(), origin.row.as_str()) == id)
        };
        self.events.iter().rev().find(stands).map(Event::id)
    }

    /// Puts event ids in the place of what stands for imported acts in the refs of a correction or voiding.
    pub fn resolve(&self, draft: &mut Draft) {
        for value in draft.refs.0.get_mut("event").into_iter().flatten() {
            if let RefValue::Id(id) = value
                && let Some(event) = self.stood_for(*id)
            {
                *id = event;
            }
        }
    }

    /// One event as it stands now; voided ones are found too, as they were recorded.
    pub fn event_in_force(&self, event_id: Uuid) -> Option<Event> {
        let now = self.effective(Cut::default()).into_iter().find(|e| e.event.id() == event_id);
        now.map(|e| e.event.into_owned()).or_else(|| self.events.iter().find(|e| e.id() == event_id).cloned())
    }
}
