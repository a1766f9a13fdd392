//! Authority that an official lent to others (委托): which acts, at which office, from when until when.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::rulebooks::from;
use crate::acts::{Act, Kind};
use crate::effective::Effective;
use crate::envelope::{StreamId, StreamKind};
use crate::event::Event;
use crate::fields::{PartialDate, Recorded};
use crate::refusal::{Refusal, Undelegated};
use crate::request::Draft;

/// Most kinds of act that one delegation names.
pub const DELEGATED_ACTS_MAX: usize = 100;

/// What one official delegated. Somebody who never did has no stream.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Delegations {
    /// The stream.
    pub id: Uuid,
    /// Version of the last event folded.
    pub version: i32,
    /// Whose authority it is.
    pub official: Option<Uuid>,
    /// What was delegated, in the order in which it was.
    pub delegations: Vec<Delegation>,
    /// What was taken back: delegation → its first revocation.
    pub revocations: BTreeMap<Uuid, DelegationEnd>,
    /// Versions this program cannot read.
    pub unreadable: Vec<i32>,
}

/// Authority that was lent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Delegation {
    /// Its id.
    pub id: Uuid,
    /// The event that says so.
    pub event_id: Uuid,
    /// When the office knew.
    pub known_at: DateTime<Utc>,
    /// Who may act.
    pub to: Uuid,
    /// At which office's organ.
    pub office: Uuid,
    /// Which kinds of act, by their stored names.
    pub acts: Vec<String>,
    /// When it was given.
    pub given_on: Option<PartialDate>,
    /// From when on it holds, where that is not the day on which it was given.
    pub held_from: Option<PartialDate>,
    /// The last day on which it holds, where it ends by itself.
    pub until: Option<PartialDate>,
    /// Number of the paper.
    pub document_no: Option<String>,
}

/// Authority that was taken back, or given back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DelegationEnd {
    /// The event that says so.
    pub event_id: Uuid,
    /// When the office knew.
    pub known_at: DateTime<Utc>,
    /// Whose decision it was, where that is recorded.
    pub by: Option<Uuid>,
    /// From when on nothing is done by it.
    pub ended_on: Option<PartialDate>,
}

/// How a delegation stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DelegationState {
    /// It may be acted by.
    InForce,
    /// It begins on this day.
    ToCome(NaiveDate),
    /// This was its last day.
    Over(NaiveDate),
    /// It was revoked from this day on.
    Revoked(NaiveDate),
    /// The stream holds what this program cannot read, which may be a revocation.
    Unreadable,
}

/// The stream of what this official delegated.
pub fn delegations_stream(official: Uuid) -> StreamId {
    let kind = StreamKind::Delegations;
    let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("wenze/{}/{official}", kind.as_str()).as_bytes());
    StreamId { kind, id }
}

impl Delegations {
    /// Folds one event; acts that are not of this register change nothing.
    pub fn evolve(&mut self, item: &Effective<'_>) {
        let event: &Event = &item.event;
        self.id = event.envelope.stream.id;
        self.version = event.version;
        let Some(id) = event.refs().id("delegation") else { return };
        match event.act() {
            Act::AuthorityDelegated(p) => {
                let Some(office) = event.refs().id("organ") else { return };
                self.delegations.push(Delegation {
                    id,
                    event_id: event.id(),
                    known_at: event.known_at(),
                    to: p.to.person_id,
                    office,
                    acts: p.acts.iter().map(|act| act.as_str().to_owned()).collect(),
                    given_on: event.envelope.occurred.date,
                    held_from: p.from_on.known().copied(),
                    until: p.until.as_ref().and_then(Recorded::known).copied(),
                    document_no: p.document_no.known().map(|no| no.as_str().to_owned()),
                });
            }
            Act::DelegationRevoked(p) => {
                self.revocations.entry(id).or_insert_with(|| DelegationEnd {
                    event_id: event.id(),
                    known_at: event.known_at(),
                    by: p.by.known().map(|by| by.person_id),
                    ended_on: p.on.known().copied().or(event.envelope.occurred.date),
                });
            }
            _ => return,
        }
        self.official = event.refs().id("official").or(self.official);
    }

    /// One delegation.
    pub fn one(&self, id: Uuid) -> Option<&Delegation> {
        self.delegations.iter().find(|one| one.id == id)
    }

    /// How a delegation stands on a day.
    pub fn state(&self, one: &Delegation, day: NaiveDate) -> DelegationState {
        let revoked = self.revocations.get(&one.id).map(DelegationEnd::from).filter(|from| *from <= day);
        let over = one.until.map(PartialDate::last_day).filter(|last| *last < day);
        match (revoked, over) {
            _ if !self.unreadable.is_empty() => DelegationState::Unreadable,
            (Some(from), Some(last)) if last < from => DelegationState::Over(last),
            (Some(from), _) => DelegationState::Revoked(from),
            (None, Some(last)) => DelegationState::Over(last),
            (None, None) if day < one.from() => DelegationState::ToCome(one.from()),
            (None, None) => DelegationState::InForce,
        }
    }

    /// The delegations to this person at this office that may be acted by on a day.
    pub fn in_force(&self, to: Uuid, office: Uuid, day: NaiveDate) -> impl Iterator<Item = &Delegation> {
        let is_its = move |one: &&Delegation| one.to == to && one.office == office;
        self.delegations.iter().filter(is_its).filter(move |one| self.state(one, day) == DelegationState::InForce)
    }

    /// The delegation by which this person may do an act of a kind at this office on a day; without a kind, any act at all.
    pub fn by_which(
        &self,
        to: Uuid,
        office: Uuid,
        kind: Option<Kind>,
        day: NaiveDate,
    ) -> Result<&Delegation, Undelegated> {
        let covers = |one: &&Delegation| kind.is_none_or(|kind| one.covers(kind));
        let mut standing = self.in_force(to, office, day).peekable();
        if standing.peek().is_some() {
            return standing.find(covers).ok_or(Undelegated::OtherActs);
        }
        Err(self.why_not(to, office, kind, day))
    }

    /// Why nothing holds: what was held last counts before what is to come.
    fn why_not(&self, to: Uuid, office: Uuid, kind: Option<Kind>, day: NaiveDate) -> Undelegated {
        let own = self.delegations.iter().filter(|one| one.to == to && one.office == office);
        let own: Vec<&Delegation> = own.filter(|one| kind.is_none_or(|kind| one.covers(kind))).collect();
        let states = own.iter().map(|one| self.state(one, day));
        let when = |state: DelegationState| match state {
            DelegationState::Over(last) => Some((last, Undelegated::Over(last))),
            DelegationState::Revoked(from) => Some((from, Undelegated::Revoked(from))),
            _ => None,
        };
        let to_come = |state: DelegationState| match state {
            DelegationState::ToCome(from) => Some(from),
            _ => None,
        };
        if !self.unreadable.is_empty() && !own.is_empty() {
            return Undelegated::Unreadable;
        }
        let ended = states.clone().filter_map(when).max_by_key(|(day, _)| *day).map(|(_, why)| why);
        ended.or_else(|| states.filter_map(to_come).min().map(Undelegated::ToCome)).unwrap_or(Undelegated::Never)
    }
}

impl Delegation {
    /// The first day on which it holds.
    pub fn from(&self) -> NaiveDate {
        from(self.held_from, self.given_on, self.known_at)
    }

    /// Whether an act of this kind may be done by it.
    pub fn covers(&self, kind: Kind) -> bool {
        self.acts.iter().any(|act| act == kind.as_str())
    }
}

impl DelegationEnd {
    /// The first day on which nothing is done by it any more.
    pub fn from(&self) -> NaiveDate {
        from(None, self.ended_on, self.known_at)
    }
}

/// A delegation that says nothing: to oneself, over before it begins, of no act or of one that cannot be lent. The authority
/// to delegate is not lent, so nobody delegates on.
pub(super) fn check(draft: &Draft) -> Result<(), Refusal> {
    let Act::AuthorityDelegated(p) = &draft.payload else { return Ok(()) };
    let giver = draft.refs.id("official");
    if p.from.known().is_some_and(|from| Some(from.person_id) != giver) {
        return Err(Refusal::malformed("/payload/from", "this is who stands in the refs as official"));
    }
    if p.office.known().is_some_and(|office| Some(office.organ_id) != draft.refs.id("organ")) {
        return Err(Refusal::malformed("/payload/office", "this is what stands in the refs as organ"));
    }
    if Some(p.to.person_id) == giver {
        return Err(Refusal::malformed("/payload/to", "nobody delegates to himself"));
    }
    let begins = p.from_on.known().copied().or(draft.occurred.date).map(PartialDate::first_day);
    let ends = p.until.as_ref().and_then(Recorded::known).map(|until| until.last_day());
    if begins.zip(ends).is_some_and(|(begins, ends)| ends < begins) {
        return Err(Refusal::malformed("/payload/until", "a delegation does not end before it begins"));
    }
    if p.acts.is_empty() || p.acts.len() > DELEGATED_ACTS_MAX {
        let message = format!("name 1 to {DELEGATED_ACTS_MAX} kinds of act");
        return Err(Refusal::malformed("/payload/acts", message));
    }
    let is_lent = |kind: Kind| !kind.spec().phase.is_outside_cases();
    match p.acts.iter().position(|act| !Kind::parse(act.as_str()).is_some_and(is_lent)) {
        Some(index) => {
            let message = "name kinds of act on a case: registers, and the authority to delegate, are not lent";
            Err(Refusal::malformed(format!("/payload/acts/{index}"), message))
        }
        None => Ok(()),
    }
}
