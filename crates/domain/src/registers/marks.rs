//! What reviewers marked in one case: who looked at which obligation, at which moment, and what they made of it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::part_at;
use crate::acts::Act;
use crate::acts::marks::ObligationMarked;
use crate::case::PartAt;
use crate::codes::{ReviewMark, Role, Verdict};
use crate::effective::Effective;
use crate::envelope::{StreamId, StreamKind};
use crate::event::Event;

/// The marks of one case. A case that nobody reviewed has no such stream.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Marks {
    /// The stream.
    pub id: Uuid,
    /// Version of the last event folded.
    pub version: i32,
    /// The case.
    pub case: Option<Uuid>,
    /// All marks, in the order in which they were set.
    pub marks: Vec<Mark>,
    /// Versions this program cannot read.
    pub unreadable: Vec<i32>,
}

/// A mark that was set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mark {
    /// The event that says so.
    pub event_id: Uuid,
    /// When the office knew.
    pub known_at: DateTime<Utc>,
    /// Who set it.
    pub by: Uuid,
    /// In which role.
    pub role: Role,
    /// The obligation's id in addresses.
    pub obligation: Uuid,
    /// The rulebook.
    pub rulebook: String,
    /// The rule.
    pub rule: String,
    /// What the rule was called.
    pub title: Option<String>,
    /// What the rule said when the mark was set.
    pub verdict: Verdict,
    /// What the reviewer made of it.
    pub mark: ReviewMark,
    /// The moment looked at: what had happened by then.
    pub as_of: DateTime<Utc>,
    /// The moment looked at: what the office knew by then.
    pub known: DateTime<Utc>,
    /// Version of the case at that moment.
    pub case_version: u32,
    /// Where the reviewer's remark lies.
    pub note: Option<PartAt>,
}

/// The stream of the marks of a case.
pub fn marks_stream(case: Uuid) -> StreamId {
    let kind = StreamKind::Marks;
    let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("wenze/{}/{case}", kind.as_str()).as_bytes());
    StreamId { kind, id }
}

impl Marks {
    /// Folds one event; acts that are no marks change nothing.
    pub fn evolve(&mut self, item: &Effective<'_>) {
        let event: &Event = &item.event;
        self.id = event.envelope.stream.id;
        self.version = event.version;
        if let Act::ObligationMarked(p) = event.act() {
            self.case = event.refs().id("case").or(self.case);
            self.marks.push(mark(event, p));
        }
    }

    /// What each reviewer made last of each obligation: obligation → reviewer → mark.
    pub fn latest(&self) -> BTreeMap<Uuid, BTreeMap<Uuid, &Mark>> {
        let mut latest: BTreeMap<Uuid, BTreeMap<Uuid, &Mark>> = BTreeMap::new();
        for mark in &self.marks {
            latest.entry(mark.obligation).or_default().insert(mark.by, mark);
        }
        latest
    }
}

fn mark(event: &Event, p: &ObligationMarked) -> Mark {
    Mark {
        event_id: event.id(),
        known_at: event.known_at(),
        by: p.by.person_id,
        role: p.by_role,
        obligation: p.obligation,
        rulebook: p.rulebook.as_str().to_owned(),
        rule: p.rule.as_str().to_owned(),
        title: p.title.known().map(|title| title.as_str().to_owned()),
        verdict: p.verdict,
        mark: p.mark,
        as_of: p.as_of.utc(),
        known: p.known.utc(),
        case_version: p.case_version,
        note: p.note.as_ref().and_then(|note| part_at(event, note)),
    }
}
