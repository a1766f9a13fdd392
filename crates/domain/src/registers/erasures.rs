//! What is to be erased of one case or person, on its way from the proposal through two approvals to the act that the vault carries
//! out, and the holds that keep it from being erased.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Done, part_at};
use crate::acts::Act;
use crate::acts::erasure::{ErasureProposed, LegalHoldPlaced, PartErased};
use crate::case::PartAt;
use crate::codes::{ApprovalResult, ErasureScope, HoldGround, Role};
use crate::effective::Effective;
use crate::envelope::{StreamId, StreamKind};
use crate::event::Event;
use crate::fields::{PartialDate, Recorded};
use crate::refusal::Refusal;
use crate::request::Draft;
use crate::shapes::ErasurePart;

/// How many persons must approve, none of them the one who proposed.
pub const ERASURE_APPROVALS: usize = 2;
/// How long a proposal may be decided on and carried out, in days.
pub const ERASURE_DECIDED_WITHIN_DAYS: i64 = 90;
/// Most single parts that one proposal covers.
pub const ERASURE_PARTS_MAX: usize = 500;

/// What is to be erased of one case or person. One of which nothing ever was has no such stream.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Erasures {
    /// The stream.
    pub id: Uuid,
    /// Version of the last event folded.
    pub version: i32,
    /// The case whose texts they are.
    pub case: Option<Uuid>,
    /// The person whose texts they are.
    pub official: Option<Uuid>,
    /// Erasures by their id.
    pub erasures: BTreeMap<Uuid, Erasure>,
    /// Holds by their id.
    pub holds: BTreeMap<Uuid, Hold>,
    /// Versions this program cannot read.
    pub unreadable: Vec<i32>,
}

/// An erasure on its way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Erasure {
    /// Who proposed it, and when.
    pub proposed: Done,
    /// What it covers.
    pub covers: ErasureScope,
    /// The parts, where single parts are covered.
    pub parts: Vec<ErasurePart>,
    /// The legal basis.
    pub legal_basis: String,
    /// Where lies why.
    pub reason: Option<PartAt>,
    /// Who approved: never the one who proposed, and nobody twice.
    pub approvals: Vec<Done>,
    /// Who did not.
    pub refused: Option<Done>,
    /// Who recorded that it is erased.
    pub erased: Option<Done>,
}

/// Texts that must be kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Hold {
    /// Who placed it, and when.
    pub placed: Done,
    /// On which ground.
    pub ground: HoldGround,
    /// Where lies why.
    pub reason: Option<PartAt>,
    /// Its last day, where it has one.
    pub until: Option<PartialDate>,
    /// Who lifted it.
    pub lifted: Option<Done>,
}

/// How an erasure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErasureState {
    /// So many persons must still approve.
    Waiting(usize),
    /// It may be done, unless a hold or the retention period stands in its way.
    Approved,
    /// Somebody said no.
    Refused,
    /// It is recorded as erased.
    Erased,
    /// The time is over.
    Lapsed,
}

impl ErasureState {
    /// As the API writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting(_) => "waiting",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Erased => "erased",
            Self::Lapsed => "lapsed",
        }
    }
}

/// The stream of what is to be erased of a case or person.
pub fn erasure_stream(whose: Uuid) -> StreamId {
    let kind = StreamKind::Erasure;
    let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("wenze/{}/{whose}", kind.as_str()).as_bytes());
    StreamId { kind, id }
}

impl Erasures {
    /// Folds one event; acts that are not of this register change nothing.
    pub fn evolve(&mut self, item: &Effective<'_>) {
        let event: &Event = &item.event;
        self.id = event.envelope.stream.id;
        self.version = event.version;
        let done = |by: Uuid, role: Role| Done { by_event: event.id(), at: event.known_at(), by, role };
        let named = |role: &str| event.refs().id(role).unwrap_or_default();
        match event.act() {
            Act::ErasureProposed(p) => {
                let proposed = done(p.by.person_id, p.by_role);
                self.erasures.entry(named("erasure")).or_insert_with(|| erasure(event, p, proposed));
            }
            Act::ErasureDecided(p) => {
                let decided = done(p.by.person_id, p.by_role);
                if let Some(erasure) = self.erasures.get_mut(&named("erasure")) {
                    erasure.decide(p.result, decided);
                }
            }
            Act::PartErased(p) => {
                if let Some(erasure) = self.erasures.get_mut(&named("erasure")).filter(|one| one.erased.is_none()) {
                    erasure.erased = Some(done(p.by.person_id, p.by_role));
                }
            }
            Act::LegalHoldPlaced(p) => {
                let placed = done(p.by.person_id, p.by_role);
                self.holds.entry(named("hold")).or_insert_with(|| hold(event, p, placed));
            }
            Act::LegalHoldLifted(p) => {
                if let Some(hold) = self.holds.get_mut(&named("hold")).filter(|one| one.lifted.is_none()) {
                    hold.lifted = Some(done(p.by.person_id, p.by_role));
                }
            }
            _ => return,
        }
        self.case = event.refs().id("case").or(self.case);
        self.official = event.refs().id("official").or(self.official);
    }

    /// The holds that stand on a day, the one that ends last first; one without a last day before all others.
    pub fn held_on(&self, day: NaiveDate) -> Vec<(Uuid, &Hold)> {
        let mut held: Vec<_> =
            self.holds.iter().filter(|(_, hold)| hold.holds_on(day)).map(|(id, h)| (*id, h)).collect();
        held.sort_by_key(|(_, hold)| std::cmp::Reverse(hold.until.map_or(NaiveDate::MAX, PartialDate::last_day)));
        held
    }
}

fn erasure(event: &Event, p: &ErasureProposed, proposed: Done) -> Erasure {
    Erasure {
        proposed,
        covers: p.covers,
        parts: p.parts.clone(),
        legal_basis: p.legal_basis.as_str().to_owned(),
        reason: part_at(event, &Recorded::Known(p.reason.clone())),
        approvals: Vec::new(),
        refused: None,
        erased: None,
    }
}

fn hold(event: &Event, p: &LegalHoldPlaced, placed: Done) -> Hold {
    Hold {
        placed,
        ground: p.ground,
        reason: part_at(event, &Recorded::Known(p.reason.clone())),
        until: p.until.as_ref().and_then(Recorded::known).copied(),
        lifted: None,
    }
}

impl Erasure {
    /// An approval that the proposer gave is none, and nobody counts twice; the first refusal ends it.
    fn decide(&mut self, result: ApprovalResult, done: Done) {
        let counts = done.by != self.proposed.by && self.approvals.iter().all(|one| one.by != done.by);
        match result {
            ApprovalResult::Approved if counts => self.approvals.push(done),
            ApprovalResult::Approved => {}
            ApprovalResult::Returned | ApprovalResult::Refused => {
                self.refused.get_or_insert(done);
            }
        }
    }

    /// How it stands at a moment.
    pub fn state(&self, now: DateTime<Utc>) -> ErasureState {
        let missing = ERASURE_APPROVALS.saturating_sub(self.approvals.len());
        match (&self.erased, &self.refused) {
            (Some(_), _) => ErasureState::Erased,
            (None, Some(_)) => ErasureState::Refused,
            _ if self.proposed.at + Duration::days(ERASURE_DECIDED_WITHIN_DAYS) < now => ErasureState::Lapsed,
            _ if missing > 0 => ErasureState::Waiting(missing),
            _ => ErasureState::Approved,
        }
    }
}

impl Hold {
    /// Whether texts are held by it on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.lifted.is_none() && self.until.is_none_or(|until| day <= until.last_day())
    }
}

/// An act of erasure that says nothing: about no case and no person or about both, about parts and none, or by approvals of one.
pub(super) fn check(draft: &Draft) -> Result<(), Refusal> {
    let (covers, parts) = match &draft.payload {
        Act::ErasureProposed(p) => (Some(p.covers), p.parts.as_slice()),
        Act::PartErased(p) => {
            check_erased(p)?;
            (Some(p.covers), p.parts.as_slice())
        }
        Act::ErasureDecided(_) | Act::LegalHoldPlaced(_) | Act::LegalHoldLifted(_) => (None, [].as_slice()),
        _ => return Ok(()),
    };
    let (case, official) = (draft.refs.id("case"), draft.refs.id("official"));
    if case.is_some() == official.is_some() {
        let problem = "name one case or one official whose texts it is about".to_owned();
        return Err(Refusal::Roles { role: "case".to_owned(), problem });
    }
    let Some(covers) = covers else { return Ok(()) };
    if (covers == ErasureScope::Person) != official.is_some() {
        let message = "texts of a case are erased as parts or as a case, those of a person as a person";
        return Err(Refusal::malformed("/payload/covers", message));
    }
    let most = if covers == ErasureScope::Parts { 1..=ERASURE_PARTS_MAX } else { 0..=0 };
    if !most.contains(&parts.len()) {
        let message = format!("name 1 to {ERASURE_PARTS_MAX} parts where single parts are covered, and none elsewhere");
        return Err(Refusal::malformed("/payload/parts", message));
    }
    Ok(())
}

fn check_erased(p: &PartErased) -> Result<(), Refusal> {
    let approvers: BTreeSet<Uuid> = p.approved_by.iter().map(|by| by.person_id).collect();
    if approvers.len() < ERASURE_APPROVALS {
        let message = format!("name at least {ERASURE_APPROVALS} persons who approved");
        return Err(Refusal::malformed("/payload/approved_by", message));
    }
    if (p.covers == ErasureScope::Parts) != p.subjects.is_empty() {
        let message = "name whose keys are destroyed unless single parts are covered";
        return Err(Refusal::malformed("/payload/subjects", message));
    }
    Ok(())
}
