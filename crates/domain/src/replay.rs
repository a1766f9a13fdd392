//! Replaying a case event by event: what each event changed in its state, and so which event every value of it comes from.
//!
//! The events are taken in the order of the stream, those of a cut only, each upon the state that the ones before it made.
//! A correction or voiding changes the past, so that the state after it is folded anew; what it changed is its own doing
//! and nobody else's.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;
use uuid::Uuid;

use crate::acts::Act;
use crate::case::{Case, Mark};
use crate::effective::{Cut, at_moment, effective};
use crate::event::Event;
use crate::evolve::{evolve, fold};
use crate::history::History;

mod chain;
mod difference;
mod document;
mod reason;

pub use chain::{Chain, chain};
pub use difference::{Change, apply, diff};
pub use document::{OBJECTS, document, leaves};
pub use reason::reason;

use document::{holds_places, turned};

/// From a version on a place of the state holds a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// The version of the event that brought it.
    pub version: i32,
    /// The value; none where there is nothing any more.
    pub value: Option<Value>,
}

/// A leaf of the state, and everything that became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Blame<'r> {
    /// Its place, a JSON pointer into the state.
    pub field: String,
    /// What it holds.
    pub value: &'r Value,
    /// The values it held, oldest first; the last is the one of now. None for a leaf that is as every case begins.
    pub turns: &'r [Turn],
}

/// A case at a cut, with the way it came there.
#[derive(Debug, Clone)]
pub struct Replay {
    case: Case,
    document: Value,
    leaves: BTreeMap<String, Vec<Turn>>,
    /// Objects and lists by their places: when they came to be and ceased.
    holders: BTreeMap<String, Vec<Turn>>,
}

impl Replay {
    /// Replays a history up to a cut.
    pub fn of(id: Uuid, history: &History, cut: Cut) -> Self {
        let case = Case::new(id);
        let mut replay = Self { document: document(&case), case, leaves: BTreeMap::new(), holders: BTreeMap::new() };
        let known = |event: &&Event| cut.known.is_none_or(|known| event.known_at() <= known);
        let reached = |event: &&Event| cut.version.is_none_or(|version| event.version <= version);
        for event in history.events.iter().filter(known).filter(reached) {
            let marks = std::mem::take(&mut replay.case.events);
            let before = replay.case.clone();
            replay.step(id, history, cut, event, marks);
            replay.note(event.version, &before);
        }
        replay.document = document(&replay.case);
        replay
    }

    /// Takes the state over one event. What is known of the marks of events is kept apart from what is compared.
    fn step(&mut self, id: Uuid, history: &History, cut: Cut, event: &Event, marks: Vec<Mark>) {
        if matches!(event.act(), Act::RecordCorrected(_) | Act::RecordVoided(_)) {
            let here = Cut { version: Some(event.version), ..cut };
            self.case = fold(id, &effective(&history.events, here));
            return;
        }
        self.case.events = marks;
        if let Some(item) = at_moment(Cow::Borrowed(event), Vec::new(), cut.as_of) {
            evolve(&mut self.case, &item);
        }
    }

    fn note(&mut self, version: i32, before: &Case) {
        for (part, before, after) in turned(before, &self.case) {
            for change in difference::between(part, &before, &after) {
                self.note_change(version, &change);
            }
        }
    }

    fn note_change(&mut self, version: i32, change: &Change) {
        let held = |side: Option<&Value>| side.map(|value| places(&change.path, value)).unwrap_or_default();
        let (before, after) = (held(change.before.as_ref()), held(change.after.as_ref()));
        let gone = before.into_keys().filter(|place| !after.contains_key(place)).map(|place| (place, None));
        let gone: Vec<(Place, Option<Value>)> = gone.collect();
        for (place, value) in gone.into_iter().chain(after.into_iter().map(|(place, value)| (place, Some(value)))) {
            let traces = if place.is_leaf { &mut self.leaves } else { &mut self.holders };
            let turns = traces.entry(place.path).or_default();
            if turns.last().is_none_or(|last| last.value != value) {
                turns.push(Turn { version, value });
            }
        }
    }

    /// The case at the cut.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// The state at the cut, as pointers lead into it.
    pub fn document(&self) -> &Value {
        &self.document
    }

    /// The version of the event by which a place is as it is, or is no more; none for what no event ever touched.
    pub fn origin(&self, path: &str) -> Option<i32> {
        let last = |traces: &BTreeMap<String, Vec<Turn>>| traces.get(path)?.last().map(|turn| turn.version);
        last(&self.leaves).max(last(&self.holders))
    }

    /// The version of the event since which a list of ids has held one of them without a break.
    pub fn origin_of_member(&self, path: &str, member: &Value) -> Option<i32> {
        let turns = self.leaves.get(path)?.iter().rev();
        let holds = |turn: &&Turn| {
            turn.value.as_ref().and_then(Value::as_array).is_some_and(|members| members.contains(member))
        };
        turns.take_while(holds).last().map(|turn| turn.version)
    }

    /// Every version that made what is at a place, or below it, what it is.
    pub fn origins_below(&self, path: &str) -> Vec<i32> {
        let mut found: Vec<i32> = self
            .blame(path)
            .unwrap_or_default()
            .iter()
            .filter_map(|one| one.turns.last())
            .map(|turn| turn.version)
            .collect();
        found.extend(self.origin(path));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The leaves at a place of the state and below it, each with what became of it; the empty pointer means all of them.
    /// None where the state has no such place.
    pub fn blame(&self, path: &str) -> Option<Vec<Blame<'_>>> {
        let at = self.document.pointer(path)?;
        let blame = |(field, value): (String, _)| {
            let turns = self.leaves.get(&field).map_or(&[][..], Vec::as_slice);
            Blame { field, value, turns }
        };
        Some(leaves(path, at).into_iter().map(blame).collect())
    }
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    path: String,
    is_leaf: bool,
}

/// The leaves at a place and the objects and lists around them; these hold nothing of their own.
fn places(path: &str, value: &Value) -> BTreeMap<Place, Value> {
    let mut found: BTreeMap<Place, Value> =
        leaves(path, value).into_iter().map(|(path, value)| (Place { path, is_leaf: true }, value.clone())).collect();
    let holders = holds_places(path, value).into_iter().map(|path| (Place { path, is_leaf: false }, Value::Null));
    found.extend(holders);
    found
}
