//! Where the values of a state come from.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;
use wenze_domain::effective::Cut;
use wenze_domain::history::History;
use wenze_domain::replay::{Blame, Replay, Turn, chain};
use wenze_domain::words::Words;

use super::source::Sources;
use super::{ReplayStamp, Source};
use crate::{BLAME_FIELDS_MAX, Casework, EARLIER_VALUES_MAX, Error};

/// Fields of a state, and the events they come from.
#[derive(Debug, Clone, Serialize)]
pub struct BlameView {
    /// The moment asked for.
    #[serde(skip)]
    pub cut: Cut,
    /// The fields, in the order of the state.
    pub fields: Vec<FieldBlame>,
    /// Fields that found no room; a narrower pointer shows them.
    pub left_out: usize,
    /// Every event that the fields name, in the order of the stream.
    pub events: Vec<Source>,
    /// What it takes to come to the same.
    pub stamp: ReplayStamp,
}

/// One field and the versions it comes from.
#[derive(Debug, Clone, Serialize)]
pub struct FieldBlame {
    /// Its place, a JSON pointer into the state.
    pub field: String,
    /// What it holds; a text that may be read stands beside its reference.
    pub value: Value,
    /// The version of the event that brought the value: an act, its correction, or a voiding. None for a field that no event
    /// has touched.
    pub version: Option<i32>,
    /// Where that event is a correction or voiding, the records it speaks of, the original act last.
    pub of: Vec<i32>,
    /// The corrections in force of the act, oldest first, also those of other fields of it.
    pub corrections: Vec<i32>,
    /// What it held before, the newest first.
    pub earlier: Vec<EarlierValue>,
}

/// A value that a field held before.
#[derive(Debug, Clone, Serialize)]
pub struct EarlierValue {
    /// The version of the event that had brought it.
    pub version: i32,
    /// The value; null where there was nothing.
    pub value: Value,
}

/// A field before it is put into words.
struct Found<'r> {
    blame: Blame<'r>,
    of: Vec<i32>,
    corrections: Vec<i32>,
}

impl Casework {
    /// Where the values at a place of the state come from: of one field, of all below it, or of the whole state.
    pub async fn blame(
        &self,
        id: Uuid,
        cut: Cut,
        field: Option<&str>,
        words: &'static Words,
    ) -> Result<BlameView, Error> {
        let history = self.replayable(id, &[cut]).await?;
        let replay = Replay::of(id, &history, cut);
        let all = replay.blame(field.unwrap_or_default()).ok_or(Error::NotFound { kind: "field of case", id })?;
        // Of a whole state only what an event has touched is told: the rest is as every case begins.
        let touched: Vec<Blame<'_>> =
            all.into_iter().filter(|blame| field.is_some() || !blame.turns.is_empty()).collect();
        let left_out = touched.len().saturating_sub(BLAME_FIELDS_MAX);
        let found: Vec<Found<'_>> =
            touched.into_iter().take(BLAME_FIELDS_MAX).map(|blame| Found::of(blame, &history, cut)).collect();
        let versions: BTreeSet<i32> = found.iter().flat_map(Found::versions).collect();
        let values: Vec<&Value> = found.iter().flat_map(Found::values).collect();
        let sources = self.sources(&history, cut.known, (&versions, &values), words).await?;
        Ok(BlameView {
            cut,
            fields: found.iter().map(|one| one.told(&sources)).collect(),
            left_out,
            events: sources.all(),
            stamp: ReplayStamp::of(history.version, cut, words.lang()),
        })
    }
}

impl<'r> Found<'r> {
    fn of(blame: Blame<'r>, history: &History, cut: Cut) -> Self {
        let brought = blame.turns.last();
        let event = brought.and_then(|turn| history.events.iter().find(|event| event.version == turn.version));
        let chain = event.map(|event| chain(history, cut, event)).unwrap_or_default();
        let version = |id: &Uuid| history.events.iter().find(|event| event.id() == *id).map(|event| event.version);
        let of = chain.of.iter().filter_map(version).collect();
        let corrections = chain.corrections.iter().filter_map(version).collect();
        Self { blame, of, corrections }
    }

    /// The values it held before the one of now, the newest first.
    fn earlier(&self) -> impl Iterator<Item = &Turn> {
        self.blame.turns.iter().rev().skip(1).take(EARLIER_VALUES_MAX)
    }

    fn versions(&self) -> Vec<i32> {
        let own = self.blame.turns.last().map(|turn| turn.version);
        let linked = self.of.iter().chain(&self.corrections).copied();
        own.into_iter().chain(linked).chain(self.earlier().map(|turn| turn.version)).collect()
    }

    fn values(&self) -> Vec<&Value> {
        std::iter::once(self.blame.value).chain(self.earlier().filter_map(|turn| turn.value.as_ref())).collect()
    }

    fn told(&self, sources: &Sources) -> FieldBlame {
        let earlier = |turn: &Turn| EarlierValue {
            version: turn.version,
            value: turn.value.as_ref().map(|value| sources.readable(value)).unwrap_or_default(),
        };
        FieldBlame {
            field: self.blame.field.clone(),
            value: sources.readable(self.blame.value),
            version: self.blame.turns.last().map(|turn| turn.version),
            of: self.of.clone(),
            corrections: self.corrections.clone(),
            earlier: self.earlier().map(earlier).collect(),
        }
    }
}
