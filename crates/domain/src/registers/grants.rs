//! Roles that an official holds at offices: granted, for a time or until revoked.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::SpecialAccess;
use super::rulebooks::from;
use crate::acts::Act;
use crate::codes::Role;
use crate::effective::Effective;
use crate::envelope::{StreamId, StreamKind};
use crate::event::Event;
use crate::fields::{PartialDate, Recorded};

/// What one official was granted. Somebody who was never granted anything has no stream.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Grants {
    /// The stream.
    pub id: Uuid,
    /// Version of the last event folded.
    pub version: i32,
    /// Whose they are.
    pub official: Option<Uuid>,
    /// Roles granted, in the order in which they were.
    pub grants: Vec<Grant>,
    /// Roles taken back.
    pub revocations: Vec<Revocation>,
    /// Access to single cases that he asked for, by its id.
    #[serde(default)]
    pub special: BTreeMap<Uuid, SpecialAccess>,
    /// Versions this program cannot read.
    pub unreadable: Vec<i32>,
}

/// A role granted at an office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Grant {
    /// Version of the stream at which it was granted.
    pub at: i32,
    /// The event that says so.
    pub event_id: Uuid,
    /// When the office knew.
    pub known_at: DateTime<Utc>,
    /// The role.
    pub role: Role,
    /// The office's organ.
    pub office: Uuid,
    /// When it was granted.
    pub granted_on: Option<PartialDate>,
    /// From when on it is held, where that is not the day on which it was granted.
    pub held_from: Option<PartialDate>,
    /// The last day on which it is held, where it ends by itself.
    pub until: Option<PartialDate>,
}

/// A role taken back at an office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Revocation {
    /// Version of the stream at which it was taken back.
    pub at: i32,
    /// The event that says so.
    pub event_id: Uuid,
    /// When the office knew.
    pub known_at: DateTime<Utc>,
    /// The role.
    pub role: Role,
    /// The office's organ.
    pub office: Uuid,
    /// When that was decided.
    pub revoked_on: Option<PartialDate>,
    /// From when on it is no longer held, where that is not the day of the decision.
    pub ended_from: Option<PartialDate>,
}

/// The stream of the roles of this official.
pub fn grants_stream(official: Uuid) -> StreamId {
    let kind = StreamKind::Grants;
    let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("wenze/{}/{official}", kind.as_str()).as_bytes());
    StreamId { kind, id }
}

impl Grants {
    /// Folds one event; acts that are not of this register change nothing.
    pub fn evolve(&mut self, item: &Effective<'_>) {
        let event: &Event = &item.event;
        self.id = event.envelope.stream.id;
        self.version = event.version;
        self.take_special(event);
        let Some(office) = event.refs().id("organ") else { return };
        match event.act() {
            Act::RoleGranted(p) => self.grants.push(Grant {
                at: event.version,
                event_id: event.id(),
                known_at: event.known_at(),
                role: p.role,
                office,
                granted_on: event.envelope.occurred.date,
                held_from: p.from.known().copied(),
                until: p.until.as_ref().and_then(Recorded::known).copied(),
            }),
            Act::RoleRevoked(p) => self.revocations.push(Revocation {
                at: event.version,
                event_id: event.id(),
                known_at: event.known_at(),
                role: p.role,
                office,
                revoked_on: event.envelope.occurred.date,
                ended_from: p.from.known().copied(),
            }),
            _ => return,
        }
        self.official = event.refs().id("official").or(self.official);
    }

    fn take_special(&mut self, event: &Event) {
        if let Act::AccessRequested(p) = event.act() {
            let asked = SpecialAccess::asked(event, p);
            if let Some(one) = asked {
                self.special.entry(one.id).or_insert(one);
            }
            self.official = event.refs().id("official").or(self.official);
        } else if let Some(one) = event.refs().id("special_access").and_then(|id| self.special.get_mut(&id)) {
            one.take(event);
        }
    }

    /// The cases that may be read by special access at a moment. A stream that holds what this program cannot read may hold a
    /// revocation, so nothing in it is in force.
    pub fn admitted(&self, now: DateTime<Utc>) -> impl Iterator<Item = Uuid> {
        let readable = self.unreadable.is_empty();
        self.special.values().filter(move |_| readable).filter_map(move |one| one.case_at(now))
    }

    /// Whether the role is held at the office on a day.
    pub fn holds(&self, role: Role, office: Uuid, day: NaiveDate) -> bool {
        self.grants.iter().any(|one| one.role == role && one.office == office && self.is_in_force(one, day))
    }

    /// The grant of a role at an office that was made last, where the role was not taken back after it; its day may be still
    /// to come or over.
    pub fn standing(&self, role: Role, office: Uuid) -> Option<&Grant> {
        let last = self.grants.iter().rfind(|one| one.role == role && one.office == office)?;
        let is_of = |one: &Revocation| one.at > last.at && one.role == role && one.office == office;
        (!self.revocations.iter().any(is_of)).then_some(last)
    }

    /// The roles held on a day, each once: of several grants of one role at one office the one that ends last.
    pub fn held_on(&self, day: NaiveDate) -> Vec<&Grant> {
        let last_day = |one: &Grant| one.until.map_or(NaiveDate::MAX, PartialDate::last_day);
        let mut held: BTreeMap<(Role, Uuid), &Grant> = BTreeMap::new();
        for one in self.grants.iter().filter(|one| self.is_in_force(one, day)) {
            let kept = held.entry((one.role, one.office)).or_insert(one);
            if last_day(kept) < last_day(one) {
                *kept = one;
            }
        }
        held.into_values().collect()
    }

    /// A stream that holds what this program cannot read may hold a revocation, so nothing in it is in force.
    fn is_in_force(&self, grant: &Grant, day: NaiveDate) -> bool {
        let ends = |one: &Revocation| {
            one.at > grant.at && one.role == grant.role && one.office == grant.office && one.from() <= day
        };
        self.unreadable.is_empty()
            && grant.from() <= day
            && grant.until.is_none_or(|until| until.last_day() >= day)
            && !self.revocations.iter().any(ends)
    }
}

impl Grant {
    /// The first day on which it is held.
    pub fn from(&self) -> NaiveDate {
        from(self.held_from, self.granted_on, self.known_at)
    }
}

impl Revocation {
    /// The first day on which the role is no longer held.
    pub fn from(&self) -> NaiveDate {
        from(self.ended_from, self.revoked_on, self.known_at)
    }
}
