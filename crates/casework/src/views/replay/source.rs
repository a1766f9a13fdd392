//! The event behind a change: who did it, when it happened and became known, on which paper and why.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;
use wenze_domain::case::PartAt;
use wenze_domain::codes::CodeList;
use wenze_domain::effective::Cut;
use wenze_domain::event::Event;
use wenze_domain::fields::Private;
use wenze_domain::history::History;
use wenze_domain::replay::reason;
use wenze_domain::words::Words;

use crate::opening::{Texts, Wanted};
use crate::{Casework, Error};

/// An event that changed something, in the language asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Version in the stream.
    pub version: i32,
    /// The event.
    pub event_id: Uuid,
    /// Its kind.
    pub kind: String,
    /// The kind's name.
    pub title: String,
    /// When it happened, as precise as the papers say.
    pub occurred: Option<String>,
    /// The same in words.
    pub occurred_words: String,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// When the office knew of it.
    pub known_at: DateTime<Utc>,
    /// Whose act it is; who entered it where nobody else is named.
    pub person_id: Uuid,
    /// That person's name, where it may be read.
    pub by: String,
    /// The role in which it was entered, a code.
    pub role: &'static str,
    /// The role's name.
    pub role_title: String,
    /// The organ whose act it is; the office where it was entered where no other is named.
    pub organ: String,
    /// Who entered it, where that is somebody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entered_by: Option<String>,
    /// On which document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_no: Option<String>,
    /// The reason it gives, where that may be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The events behind an answer, with what it takes to tell them.
pub(super) struct Sources {
    events: BTreeMap<i32, Event>,
    texts: Texts,
    names: HashMap<Uuid, String>,
    words: &'static Words,
}

impl Casework {
    /// The events of some versions as they stand by what was known, and the private texts of some values of the state.
    pub(super) async fn sources(
        &self,
        history: &History,
        known: Option<DateTime<Utc>>,
        (versions, values): (&BTreeSet<i32>, &[&Value]),
        words: &'static Words,
    ) -> Result<Sources, Error> {
        let mut events: BTreeMap<i32, Event> = BTreeMap::new();
        let own = history.events.iter().filter(|event| versions.contains(&event.version));
        events.extend(own.map(|event| (event.version, event.clone())));
        let standing = history.effective(Cut { known, ..Cut::default() }).into_iter();
        let standing = standing.filter(|item| versions.contains(&item.event.version));
        events.extend(standing.map(|item| (item.event.version, item.event.into_owned())));
        let mut wanted = Wanted::default();
        for value in values {
            wanted.all_in(value, Uuid::nil());
        }
        for at in events.values().flat_map(|event| [reason(event), as_named(event)]).flatten() {
            wanted.at(at);
        }
        let texts = self.open(&wanted).await?;
        let names = self.names(&events.values().flat_map(named).collect::<HashSet<Uuid>>()).await?;
        Ok(Sources { events, texts, names, words })
    }
}

impl Sources {
    /// A value of the state with every text beside its reference.
    pub(super) fn readable(&self, value: &Value) -> Value {
        let mut value = value.clone();
        self.texts.inline(&mut value, Uuid::nil());
        value
    }

    /// All of them, in the order of the stream.
    pub(super) fn all(&self) -> Vec<Source> {
        self.events.values().map(|event| self.told(event)).collect()
    }

    /// The event of a version.
    pub(super) fn at(&self, version: i32) -> Option<Source> {
        self.events.get(&version).map(|event| self.told(event))
    }

    fn told(&self, event: &Event) -> Source {
        let envelope = &event.envelope;
        let behalf = envelope.on_behalf_of.as_ref();
        let person_id = actor(event);
        let written = as_named(event).and_then(|at| self.texts.text(at)).map(str::to_owned);
        let entered_by = (person_id != envelope.actor.person_id).then(|| self.name(envelope.actor.person_id));
        Source {
            version: event.version,
            event_id: event.id(),
            kind: event.kind().as_str().to_owned(),
            title: self.words.kind(event.kind()).to_owned(),
            occurred: envelope.occurred.date.map(|date| date.to_string()),
            occurred_words: self.words.date(&envelope.occurred),
            recorded_at: event.recorded_at,
            known_at: event.known_at(),
            person_id,
            by: self.names.get(&person_id).cloned().or(written).unwrap_or_else(|| self.name(person_id)),
            role: envelope.actor.role.as_str(),
            role_title: self.words.code("Role", envelope.actor.role.as_str()),
            organ: self.name(behalf.and_then(|on| on.organ_id).unwrap_or(envelope.actor.office_id)),
            entered_by,
            document_no: envelope.document_no.as_ref().map(|no| no.as_str().to_owned()),
            reason: reason(event).and_then(|at| self.texts.text(at)).map(str::to_owned),
        }
    }

    fn name(&self, id: Uuid) -> String {
        self.names.get(&id).cloned().unwrap_or_else(|| id.to_string()[..8].to_owned())
    }
}

/// Whose act it is.
fn actor(event: &Event) -> Uuid {
    let behalf = event.envelope.on_behalf_of.as_ref().and_then(|on| on.person.as_ref());
    behalf.map_or(event.envelope.actor.person_id, |person| person.person_id)
}

/// Where the name lies that the paper gives to whose act it is.
fn as_named(event: &Event) -> Option<PartAt> {
    let person = event.envelope.on_behalf_of.as_ref()?.person.as_ref()?;
    let part = person.as_named.as_ref().and_then(Private::part)?;
    Some(PartAt { event_id: part.event.unwrap_or(event.id()), part: part.part })
}

fn named(event: &Event) -> Vec<Uuid> {
    let envelope = &event.envelope;
    let organ = envelope.on_behalf_of.as_ref().and_then(|on| on.organ_id);
    let own = [actor(event), envelope.actor.person_id, envelope.actor.office_id];
    own.into_iter().chain(organ).collect()
}
