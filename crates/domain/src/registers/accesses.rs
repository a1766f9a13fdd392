//! Who read what of one case: replays of its history, and the way of each sealed part that was opened, from the request with its
//! ground through another person's decision to the one time that it was shown.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::part_at;
use crate::acts::Act;
use crate::acts::access::SealedOpeningRequested;
use crate::case::PartAt;
use crate::codes::{ApprovalResult, Role};
use crate::effective::Effective;
use crate::envelope::{StreamId, StreamKind};
use crate::event::Event;
use crate::fields::Recorded;

/// How long a request waits for a decision, in days.
pub const OPENING_DECIDED_WITHIN_DAYS: i64 = 7;
/// How long a part may be opened once nothing stands in the way, in hours.
pub const OPENED_WITHIN_HOURS: i64 = 24;

/// What was read of one case. A case of which nothing was has no such stream.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Accesses {
    /// The stream.
    pub id: Uuid,
    /// Version of the last event folded.
    pub version: i32,
    /// The case.
    pub case: Option<Uuid>,
    /// Replays, in the order in which they were recorded.
    pub replays: Vec<Replayed>,
    /// Sealed files that were read, in the order in which that was recorded.
    pub files: Vec<FileRead>,
    /// Openings by their id.
    pub openings: BTreeMap<Uuid, Opening>,
    /// Versions this program cannot read.
    pub unreadable: Vec<i32>,
}

/// Who did something of this, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Done {
    /// The event that says so.
    pub by_event: Uuid,
    /// When the office knew.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: Uuid,
    /// In which role.
    pub role: Role,
}

/// A replay of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Replayed {
    /// Who, and when.
    pub done: Done,
    /// The moment looked at: what had happened by then.
    pub as_of: DateTime<Utc>,
    /// The moment looked at: what the office knew by then.
    pub known: DateTime<Utc>,
    /// Where lies what for.
    pub purpose: Option<PartAt>,
}

/// A sealed file that somebody read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FileRead {
    /// Who, and when.
    pub done: Done,
    /// The file.
    pub file_id: Uuid,
}

/// A sealed part on its way to being opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Opening {
    /// Who asked, and when.
    pub asked: Done,
    /// The event that holds the part.
    pub of_event: Uuid,
    /// Its number there.
    pub part_no: u32,
    /// Where lies the ground.
    pub ground: Option<PartAt>,
    /// Whether another person must approve.
    pub second_person: bool,
    /// What another person decided, and who.
    pub decided: Option<(bool, Done)>,
    /// When it was shown, and to whom.
    pub opened: Option<Done>,
}

/// How an opening stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpeningState {
    /// Another person has to decide.
    Waiting,
    /// The part may be opened, once, by whoever asked, until then.
    Open(DateTime<Utc>),
    /// Another person said no.
    Refused,
    /// It was shown.
    Opened,
    /// The time is over.
    Lapsed,
}

impl OpeningState {
    /// As the API writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Open(_) => "open",
            Self::Refused => "refused",
            Self::Opened => "opened",
            Self::Lapsed => "lapsed",
        }
    }
}

/// The stream of what was read of a case.
pub fn access_stream(case: Uuid) -> StreamId {
    let kind = StreamKind::Access;
    let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("wenze/{}/{case}", kind.as_str()).as_bytes());
    StreamId { kind, id }
}

impl Accesses {
    /// Folds one event; acts that are not of this register change nothing.
    pub fn evolve(&mut self, item: &Effective<'_>) {
        let event: &Event = &item.event;
        self.id = event.envelope.stream.id;
        self.version = event.version;
        let done = |by: Uuid, role: Role| Done { by_event: event.id(), at: event.known_at(), by, role };
        let id = event.refs().id("opening").unwrap_or_default();
        match event.act() {
            Act::HistoryReplayed(p) => self.replays.push(Replayed {
                done: done(p.by.person_id, p.by_role),
                as_of: p.as_of.utc(),
                known: p.known.utc(),
                purpose: part_at(event, &p.purpose),
            }),
            Act::SealedFileOpened(p) => {
                self.files.push(FileRead { done: done(p.by.person_id, p.by_role), file_id: p.file_id });
            }
            Act::SealedOpeningRequested(p) => {
                let asked = done(p.by.person_id, p.by_role);
                self.openings.entry(id).or_insert_with(|| opening(event, p, asked));
            }
            // The first decision counts, and the first opening.
            Act::SealedOpeningDecided(p) => {
                if let Some(opening) = self.openings.get_mut(&id).filter(|one| one.decided.is_none()) {
                    let approved = p.result == ApprovalResult::Approved;
                    opening.decided = Some((approved, done(p.by.person_id, p.by_role)));
                }
            }
            Act::SealedPartOpened(p) => {
                if let Some(opening) = self.openings.get_mut(&id).filter(|one| one.opened.is_none()) {
                    opening.opened = Some(done(p.by.person_id, p.by_role));
                }
            }
            _ => return,
        }
        self.case = event.refs().id("case").or(self.case);
    }
}

fn opening(event: &Event, p: &SealedOpeningRequested, asked: Done) -> Opening {
    Opening {
        asked,
        of_event: p.of_event,
        part_no: p.part_no,
        ground: part_at(event, &Recorded::Known(p.ground.clone())),
        second_person: p.second_person,
        decided: None,
        opened: None,
    }
}

impl Opening {
    /// How it stands at a moment.
    pub fn state(&self, now: DateTime<Utc>) -> OpeningState {
        let decide_until = self.asked.at + Duration::days(OPENING_DECIDED_WITHIN_DAYS);
        let open_from = match &self.decided {
            _ if self.opened.is_some() => return OpeningState::Opened,
            Some((false, _)) => return OpeningState::Refused,
            // An approval that nobody else gave is none.
            Some((true, done)) if done.by == self.asked.by => return OpeningState::Refused,
            Some((true, done)) => done.at,
            None if !self.second_person => self.asked.at,
            None if decide_until < now => return OpeningState::Lapsed,
            None => return OpeningState::Waiting,
        };
        let open_until = open_from + Duration::hours(OPENED_WITHIN_HOURS);
        if open_until < now { OpeningState::Lapsed } else { OpeningState::Open(open_until) }
    }
}
