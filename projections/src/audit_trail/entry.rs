//! One line of the audit trail: facts and references, never words or private text; words are made when it is read.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;
use wenze_domain::acts::Act;
use wenze_domain::case::{Case, Missing};
use wenze_domain::codes::{Confidentiality, EnteredFrom};
use wenze_domain::effective::{Cut, Effective};
use wenze_domain::envelope::{Actor, OnBehalfOf, Origin, OutOfOrderNote};
use wenze_domain::event::Event;
use wenze_domain::evolve::{Moved, evolve};
use wenze_domain::fields::Label;
use wenze_domain::history::History;
use wenze_domain::machine::State;
use wenze_domain::refs::Refs;
use wenze_domain::regimes::Pin;
use wenze_domain::time::Occurred;

/// One event of a case, as the trail tells it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Version in the stream.
    pub version: i32,
    /// The event.
    pub event_id: Uuid,
    /// Its kind.
    pub kind: String,
    /// When it happened, as corrected.
    pub occurred: Occurred,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// When the office knew, per source register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_at: Option<DateTime<Utc>>,
    /// How it was entered.
    pub entered_from: EnteredFrom,
    /// Who entered it.
    pub actor: Actor,
    /// Whose act it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<OnBehalfOf>,
    /// Who may know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidentiality: Option<Confidentiality>,
    /// Number of the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_no: Option<Label>,
    /// Where an import found it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// The regime pinned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regime: Option<Pin>,
    /// Why it was recorded out of order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub out_of_order: Option<OutOfOrderNote>,
    /// What it is about.
    pub refs: Refs,
    /// What happened, as corrected; private values as references.
    pub payload: Value,
    /// What moved.
    pub moved: Vec<Moved>,
    /// What the usual order would have had before it.
    pub missing: Vec<Missing>,
    /// Corrections applied to it, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrected_by: Vec<Uuid>,
    /// The event that voided it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voided_by: Option<Uuid>,
}

impl Entry {
    /// The entry of an event as it stands, with what it moved.
    pub fn of(event: &Event, moved: Vec<Moved>, missing: Vec<Missing>, corrected_by: Vec<Uuid>) -> Self {
        let e = &event.envelope;
        Self {
            version: event.version,
            event_id: e.event_id,
            kind: e.kind.clone(),
            occurred: e.occurred.clone(),
            recorded_at: event.recorded_at,
            known_at: e.known_at,
            entered_from: e.entered_from,
            actor: e.actor,
            on_behalf_of: e.on_behalf_of.clone(),
            confidentiality: e.confidentiality,
            document_no: e.document_no.clone(),
            origin: e.origin.clone(),
            regime: e.regime.clone(),
            out_of_order: e.out_of_order.clone(),
            refs: e.refs.clone(),
            payload: event.act().payload(),
            moved,
            missing,
            corrected_by,
            voided_by: None,
        }
    }
}

/// Folds one more event onto the state and returns its entry.
pub fn next(case: &mut Case, item: &Effective<'_>) -> Entry {
    let moved = evolve(case, item);
    let missing = case.events.last().map(|mark| mark.missing.clone()).unwrap_or_default();
    Entry::of(&item.event, moved, missing, item.corrected_by.clone())
}

/// The whole trail of a history: every event that can be read, in stream order, each as it stands now; voided ones stay, struck through.
pub fn trail(id: Uuid, history: &History) -> (Case, Vec<Entry>) {
    let effective = history.effective(Cut::default());
    let mut case = Case::new(id);
    let mut in_force: std::collections::HashMap<i32, Entry> =
        effective.iter().map(|item| (item.event.version, next(&mut case, item))).collect();
    let voided = voided_by(&effective);
    let entries = history
        .events
        .iter()
        .map(|event| {
            let mut entry = in_force.remove(&event.version).unwrap_or_else(|| Entry {
                voided_by: voided.iter().find(|(target, _)| *target == event.id()).map(|(_, by)| *by),
                ..Entry::of(event, Vec::new(), Vec::new(), Vec::new())
            });
            if matches!(event.act(), Act::RecordCorrected(_) | Act::RecordVoided(_)) {
                entry.moved = moved_by_record_act(id, history, event.version);
            }
            entry
        })
        .collect();
    let mut case = history.case(id, Cut::default());
    case.version = history.version;
    (case, entries)
}

fn voided_by(effective: &[Effective<'_>]) -> Vec<(Uuid, Uuid)> {
    let voiding = effective.iter().filter(|item| matches!(item.event.act(), Act::RecordVoided(_)));
    voiding.flat_map(|item| item.event.refs().ids("event").map(|target| (target, item.event.id()))).collect()
}

/// What a correction or voiding changed in the state: the difference between the moment before and the moment after.
fn moved_by_record_act(id: Uuid, history: &History, version: i32) -> Vec<Moved> {
    let at = |version| history.case(id, Cut { version: Some(version), ..Cut::default() });
    difference(&at(version - 1), &at(version))
}

/// The sub-states that differ between two states of a case.
pub fn difference(before: &Case, after: &Case) -> Vec<Moved> {
    let (old, new) = (states(before), states(after));
    let mut moved = Vec::new();
    for (place, to) in &new {
        let from = old.get(place).copied().unwrap_or("none");
        if from != *to {
            moved.push(change(place, from, to));
        }
    }
    for (place, from) in old.iter().filter(|(place, from)| !new.contains_key(*place) && **from != "none") {
        moved.push(change(place, from, "none"));
    }
    moved
}

/// An object with the machine it moves in: a pair moves in two.
type Place = (String, &'static str);

fn change((object, machine): &Place, from: &str, to: &str) -> Moved {
    Moved { machine: (*machine).to_owned(), object: object.clone(), from: from.to_owned(), to: to.to_owned() }
}

fn states(case: &Case) -> BTreeMap<Place, &'static str> {
    let mut found = BTreeMap::new();
    let mut put = |object: String, machine, state| {
        found.insert((object, machine), state);
    };
    case.reports.iter().for_each(|(id, r)| put(id.to_string(), "report", r.state.as_str()));
    case.clues.iter().for_each(|(id, c)| put(id.to_string(), "clue", c.state.as_str()));
    case.letters.iter().for_each(|(id, l)| put(id.to_string(), "letter", l.state.as_str()));
    case.recusals.iter().for_each(|(id, r)| put(id.to_string(), "recusal", r.state.as_str()));
    case.evidence.iter().for_each(|(id, e)| put(id.to_string(), "evidence", e.state.as_str()));
    for ((respondent, code), track) in case.pairs() {
        put(format!("{respondent}/{code}"), "track", track.state.as_str());
        put(format!("{respondent}/{code}"), "referral", track.referral.as_str());
    }
    case.appeals.iter().for_each(|(id, a)| put(id.to_string(), "appeal", a.state.as_str()));
    case.items.iter().for_each(|(id, i)| put(id.to_string(), "item", i.state.as_str()));
    case.requests.iter().for_each(|(id, r)| put(id.to_string(), "request", r.state.as_str()));
    for (id, report) in &case.reports {
        put(id.to_string(), "accusation", report.accusation.as_str());
    }
    for (id, respondent) in &case.respondents {
        put(id.to_string(), "reappointment", respondent.reappointment.state.as_str());
    }
    case.clarifications.iter().for_each(|(id, c)| put(id.to_string(), "clarification", c.state.as_str()));
    found
}
