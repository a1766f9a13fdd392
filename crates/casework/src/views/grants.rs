//! The roles of one person as they are read: who granted and who took back, and how each stands on a day.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use uuid::Uuid;
use wenze_domain::codes::Role;
use wenze_domain::effective::Cut;
use wenze_domain::fields::PartialDate;
use wenze_domain::history::History;
use wenze_domain::registers::{Grant, Grants, Revocation, grants_stream};

use crate::{Casework, Error};

/// How a grant stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GrantState {
    /// The role is held by it.
    Held,
    /// It begins later.
    ToCome,
    /// It ended by itself.
    Over,
    /// The role was taken back.
    Revoked,
    /// The stream holds what this program cannot read, which may be a revocation: nothing is held by it.
    Unreadable,
}

/// A role that was granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantView {
    /// The role.
    pub role: Role,
    /// The office's organ.
    pub office: Uuid,
    /// Its name.
    pub office_name: Option<String>,
    /// When it was granted.
    pub granted_on: Option<PartialDate>,
    /// Who recorded that, by name where it may be read.
    pub granted_by: Option<String>,
    /// The first day on which it is held.
    pub from: NaiveDate,
    /// The last day, where it ends by itself.
    pub until: Option<PartialDate>,
    /// From when on it is no longer held, and who recorded that.
    pub revoked: Option<(NaiveDate, Option<String>)>,
    /// How it stands on the day asked for.
    pub state: GrantState,
}

impl Casework {
    /// Every role that a person was granted, the newest first.
    pub async fn grants_told(&self, person: Uuid, day: NaiveDate) -> Result<Vec<GrantView>, Error> {
        let own = grants_stream(person);
        let history = self.history(own.kind, own.id).await?;
        let mut grants = crate::grants::fold(&history, None);
        let recorders = recorders(&history);
        let ids: HashSet<Uuid> =
            recorders.values().copied().chain(grants.grants.iter().map(|one| one.office)).collect();
        let names = self.names(&ids).await?;
        let by = |event: Uuid| recorders.get(&event).and_then(|person| names.get(person).cloned());
        grants.grants.reverse();
        let view = |one: &Grant| {
            let ended = ended(&grants, one);
            GrantView {
                role: one.role,
                office: one.office,
                office_name: names.get(&one.office).cloned(),
                granted_on: one.granted_on,
                granted_by: by(one.event_id),
                from: one.from(),
                until: one.until,
                revoked: ended.map(|end| (end.from(), by(end.event_id))),
                state: state(&grants, one, ended, day),
            }
        };
        Ok(grants.grants.iter().map(view).collect())
    }
}

/// Who recorded each event.
fn recorders(history: &History) -> HashMap<Uuid, Uuid> {
    history
        .effective(Cut::default())
        .iter()
        .map(|item| (item.event.id(), item.event.envelope.actor.person_id))
        .collect()
}

/// The first revocation after a grant.
fn ended<'g>(grants: &'g Grants, grant: &Grant) -> Option<&'g Revocation> {
    let is_of = |one: &&Revocation| one.at > grant.at && one.role == grant.role && one.office == grant.office;
    grants.revocations.iter().filter(is_of).min_by_key(|one| one.from())
}

fn state(grants: &Grants, grant: &Grant, ended: Option<&Revocation>, day: NaiveDate) -> GrantState {
    if !grants.unreadable.is_empty() {
        GrantState::Unreadable
    } else if ended.is_some_and(|end| end.from() <= day) {
        GrantState::Revoked
    } else if grant.until.is_some_and(|until| until.last_day() < day) {
        GrantState::Over
    } else if grant.from() > day {
        GrantState::ToCome
    } else {
        GrantState::Held
    }
}
