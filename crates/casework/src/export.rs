//! Export: streams as the requests that record them again, page by page, as the log stood when the export began.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;
use uuid::Uuid;
use wenze_domain::case::PartAt;
use wenze_domain::envelope::{StreamId, StreamKind};
use wenze_domain::fields::Class;
use wenze_domain::history::History;
use wenze_domain::registers::marks_stream;
use wenze_domain::restate::{Disclosed, restate};
use wenze_ledger::{READ_STREAMS_MAX, Recorded};
use wenze_vault::Opened;

use crate::load::stream;
use crate::opening::Wanted;
use crate::streams::Streams;
use crate::{CASE_EVENTS_MAX, Casework, Error};

/// Fields whose ids may be those of a person or organ.
const NAMING_FIELDS: [&str; 9] = [
    "person_id",
    "office_id",
    "organ_id",
    "official",
    "merged_official",
    "person",
    "organ",
    "managing_organ",
    "parent",
];
/// How far up the organs of an exported case are followed.
const ORGAN_STEPS_MAX: usize = 16;

/// One stream told again.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportedStream {
    /// The stream.
    pub stream: StreamId,
    /// Its acts in order, as requests that only an import may make.
    pub acts: Vec<Value>,
    /// Versions that this program cannot read and that are therefore missing.
    pub unreadable: Vec<i32>,
    /// Private parts in whose place a remark stands.
    pub withheld: u64,
}

/// An export of the whole log on its way.
pub struct Export {
    casework: Casework,
    streams: Streams,
    open: bool,
}

impl Casework {
    /// Begins an export of everything recorded so far. Private texts are opened only with `open`, sealed ones never.
    pub async fn export(&self, open: bool) -> Result<Export, Error> {
        Ok(Export { casework: self.clone(), streams: Streams::begin(&self.inner.ledger).await?, open })
    }

    /// One case, before it the persons and organs that it names, after it the marks of its reviewers.
    pub async fn export_case(&self, id: Uuid, open: bool) -> Result<Vec<ExportedStream>, Error> {
        let own = self.inner.ledger.read_stream(&stream(StreamKind::Case, id), 0, CASE_EVENTS_MAX + 1).await?;
        if own.is_empty() {
            return Err(Error::NotFound { kind: "case", id });
        }
        let marks = marks_stream(id);
        let marks = self.inner.ledger.read_stream(&stream(marks.kind, marks.id), 0, CASE_EVENTS_MAX + 1).await?;
        let is_too_long = |events: &[Recorded]| i64::try_from(events.len()).is_ok_and(|n| n > CASE_EVENTS_MAX);
        if is_too_long(&own) || is_too_long(&marks) {
            return Err(Error::TooLong(CASE_EVENTS_MAX));
        }
        let mut streams = self.registers_named_by(&own).await?;
        streams.push(own);
        streams.extend((!marks.is_empty()).then_some(marks));
        self.restated(&streams, open).await
    }

    /// The streams of persons and organs that events name, and of the organs that those name in turn.
    async fn registers_named_by(&self, events: &[Recorded]) -> Result<Vec<Vec<Recorded>>, Error> {
        let (mut seen, mut streams) = (BTreeSet::new(), Vec::new());
        let mut named = named_by(events);
        for _ in 0..ORGAN_STEPS_MAX {
            let new: Vec<Uuid> = named.iter().copied().filter(|id| seen.insert(*id)).collect();
            named.clear();
            for ids in new.chunks(READ_STREAMS_MAX / 2) {
                let both = ids.iter().flat_map(|id| [stream(StreamKind::Organ, *id), stream(StreamKind::Person, *id)]);
                for events in self.inner.ledger.read_streams(&both.collect::<Vec<_>>()).await? {
                    named.extend(named_by(&events));
                    streams.push(events);
                }
            }
            if named.is_empty() {
                break;
            }
        }
        streams.retain(|events| !events.is_empty());
        streams.sort_by_key(|events| events.first().map(|event| event.position));
        Ok(streams)
    }

    /// Tells whole streams again, with one query for all their private parts.
    async fn restated(&self, streams: &[Vec<Recorded>], open: bool) -> Result<Vec<ExportedStream>, Error> {
        let histories: Vec<(StreamId, History)> = streams
            .iter()
            .filter_map(|events| Some((stream_id(events)?, wenze_projections::history(events))))
            .collect();
        let opened = if open { self.disclosed(&histories).await? } else { HashMap::new() };
        let disclose = |at: PartAt, class: Class| match class {
            Class::Sealed => Disclosed::Sealed,
            Class::Text if !open => Disclosed::Withheld,
            Class::Text => opened.get(&(at.event_id, at.part)).cloned().unwrap_or(Disclosed::Missing),
        };
        Ok(histories.iter().map(|(stream, history)| exported(*stream, history, &disclose)).collect())
    }

    async fn disclosed(&self, histories: &[(StreamId, History)]) -> Result<HashMap<(Uuid, i16), Disclosed>, Error> {
        let mut wanted = Wanted::default();
        for event in histories.iter().flat_map(|(_, history)| &history.events) {
            wanted.all_in(&event.json(), event.id());
        }
        let opened = self.inner.vault.open_many(&wanted.open_refs()).await?;
        Ok(opened.into_iter().map(|(place, one)| (place, disclosed(&one))).collect())
    }
}

impl Export {
    /// How many events the log held when the export began.
    pub fn events(&self) -> i64 {
        self.streams.events()
    }

    /// The next streams, whole; none when everything was told.
    pub async fn next(&mut self) -> Result<Option<Vec<ExportedStream>>, Error> {
        match self.streams.next(&self.casework.inner.ledger).await? {
            Some(streams) => self.casework.restated(&streams, self.open).await.map(Some),
            None => Ok(None),
        }
    }
}

fn exported(stream: StreamId, history: &History, disclose: &dyn Fn(PartAt, Class) -> Disclosed) -> ExportedStream {
    let withheld = std::cell::Cell::new(0);
    let counted = |at, class| {
        let disclosed = disclose(at, class);
        if !matches!(disclosed, Disclosed::Value(_)) {
            withheld.set(withheld.get() + 1);
        }
        disclosed
    };
    let acts = history.events.iter().map(|event| restate(history, event, &counted)).collect();
    let unreadable = history.unreadable.iter().map(|(version, _)| *version).collect();
    ExportedStream { stream, acts, unreadable, withheld: withheld.get() }
}

/// The stream's id; none of a kind that this program does not know.
fn stream_id(events: &[Recorded]) -> Option<StreamId> {
    let stream = &events.first()?.stream;
    let kind = serde_json::from_value(Value::String(stream.kind.clone())).ok()?;
    Some(StreamId { kind, id: stream.id })
}

fn disclosed(opened: &Opened) -> Disclosed {
    match opened {
        Opened::Erased => Disclosed::Erased,
        Opened::Missing => Disclosed::Missing,
        Opened::Text(json) => serde_json::from_str(json).map_or(Disclosed::Missing, Disclosed::Value),
    }
}

fn named_by(events: &[Recorded]) -> Vec<Uuid> {
    let mut named = Vec::new();
    for event in events {
        collect(&serde_json::from_slice(&event.content).unwrap_or_default(), &mut named);
    }
    named
}

fn collect(value: &Value, named: &mut Vec<Uuid>) {
    match value {
        Value::Object(object) => {
            for (name, inner) in object {
                if NAMING_FIELDS.contains(&name.as_str()) {
                    let ids = inner.as_array().map_or(std::slice::from_ref(inner), Vec::as_slice);
                    named.extend(ids.iter().filter_map(|id| Uuid::try_parse(id.as_str()?).ok()));
                }
                collect(inner, named);
            }
        }
        Value::Array(items) => items.iter().for_each(|inner| collect(inner, named)),
        _ => {}
    }
}
