//! A history folded in the order in which it became known, so that what was known at any instant can be told apart.
//!
//! The rule of knowledge is that of `effective`: an act is known from [`Event::known_at`] on. As long as acts become known in
//! the order of the stream, the next is folded upon the case as it stood. An act that corrects or voids another, or that the
//! office knew of before what the stream holds before it, changes the past: the case is folded anew from what was known then.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, SubsecRound, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::case::Case;
use wenze_domain::effective::{Cut, Effective};
use wenze_domain::event::Event;
use wenze_domain::evolve::evolve;
use wenze_domain::history::History;

use super::facts;
use super::lines::Lines;
use super::noted::Noted;

/// Digits of a second that rows keep.
const MICROS: u16 = 6;

/// The case as it is known now, and what was noted.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct State {
    pub(super) case: Case,
    #[serde(default)]
    noted: Noted,
    /// The last instant at which something became known.
    known: Option<DateTime<Utc>>,
    /// The last version folded.
    version: i32,
}

impl State {
    /// Nothing of a case.
    pub(super) fn new(id: Uuid) -> Self {
        Self { case: Case::new(id), ..Self::default() }
    }

    /// Whether an act comes after all that is known, in the stream and in knowledge, and leaves what came before it as it is.
    pub(super) fn goes_on(&self, event: &Event) -> bool {
        !changes_the_past(event)
            && event.version > self.version
            && self.known.is_none_or(|known| known <= known_at(event))
    }

    /// Folds the next act, which must go on.
    pub(super) fn fold(&mut self, item: &Effective<'_>, lines: &mut Lines) {
        let at = known_at(&item.event);
        self.take(item);
        self.known = Some(at);
        lines.known(facts::of(&self.case, &self.noted), at);
    }

    fn take(&mut self, item: &Effective<'_>) {
        let moved = evolve(&mut self.case, item);
        self.noted.note(&self.case, &item.event, &moved);
        self.version = self.version.max(item.event.version);
    }

    /// What is known of a case at an instant, folded from all that was known then.
    fn at(id: Uuid, history: &History, known: DateTime<Utc>) -> Self {
        let mut state = Self { known: Some(known), ..Self::new(id) };
        for item in history.effective(Cut { known: Some(end_of(known)), ..Cut::default() }) {
            state.take(&item);
        }
        let kept = history.events.iter().filter(|event| known_at(event) <= known);
        state.version = kept.map(|event| event.version).max().unwrap_or_default();
        state
    }

    /// Folds a whole history.
    pub(super) fn of(id: Uuid, history: &History) -> (Self, Lines) {
        let mut by_knowledge: BTreeMap<DateTime<Utc>, Vec<&Event>> = BTreeMap::new();
        for event in &history.events {
            by_knowledge.entry(known_at(event)).or_default().push(event);
        }
        let (mut state, mut lines) = (Self::new(id), Lines::default());
        for (at, events) in by_knowledge {
            if events.iter().all(|event| state.goes_on(event)) {
                for event in events {
                    state.take(&as_recorded(event));
                }
                state.known = Some(at);
            } else {
                state = Self::at(id, history, at);
            }
            lines.known(facts::of(&state.case, &state.noted), at);
        }
        (state, lines)
    }
}

/// When the office knew of an act, as exactly as rows tell instants.
fn known_at(event: &Event) -> DateTime<Utc> {
    event.known_at().trunc_subsecs(MICROS)
}

/// The last instant that rows tell as this one.
fn end_of(known: DateTime<Utc>) -> DateTime<Utc> {
    known.checked_add_signed(Duration::nanoseconds(999)).unwrap_or(known)
}

fn changes_the_past(event: &Event) -> bool {
    matches!(event.kind(), Kind::RecordCorrected | Kind::RecordVoided)
}

/// An act that nothing has corrected yet.
fn as_recorded(event: &Event) -> Effective<'_> {
    let undated = event.envelope.occurred.date.is_none();
    Effective { event: std::borrow::Cow::Borrowed(event), corrected_by: Vec::new(), uncertain: false, undated }
}
