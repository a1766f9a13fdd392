//! Special access as it is listed: one's own, and what waits for one's organ.

use std::collections::HashSet;

use chrono::Utc;
use uuid::Uuid;
use wenze_domain::codes::Role;
use wenze_domain::registers::{AccessState, SpecialAccess};

use crate::opening::Wanted;
use crate::special_access::DECIDERS;
use crate::{Casework, Error};

/// Access that somebody asked for, as it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct SpecialAccessView {
    /// What it says.
    pub access: SpecialAccess,
    /// How it stands now.
    pub state: AccessState,
    /// Which case, as whoever asked knew it.
    pub matter: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The case, where access was given and whoever reads may know of it.
    pub case: Option<Uuid>,
    /// Names as far as they may be read: who asked, the organ asked, who decided.
    pub names: [Option<String>; 3],
}

impl Casework {
    /// What a person asked for, and what was asked of the organs he answers for; only what waits or is in force, where `open`.
    pub async fn special_access(&self, person: Uuid, open: bool) -> Result<Vec<SpecialAccessView>, Error> {
        let now = Utc::now();
        let mut seen_here: Vec<Role> = DECIDERS.to_vec();
        seen_here.push(Role::Auditor);
        let is_mine = |one: &SpecialAccess| {
            one.asked.by == person || one.office.is_some_and(|organ| self.answers_for(organ, &seen_here))
        };
        let is_open = |one: &SpecialAccess| matches!(one.state(now), AccessState::Waiting | AccessState::InForce(_));
        let all = self.all_grants().await?;
        let told =
            all.iter().flat_map(|grants| grants.special.values()).filter(|one| is_mine(one) && (!open || is_open(one)));
        let mut told: Vec<SpecialAccess> = told.cloned().collect();
        told.sort_by_key(|one| (one.asked.at, one.id));
        let (mut wanted, mut ids) = (Wanted::default(), HashSet::new());
        for one in &told {
            one.matter.iter().chain(&one.reason).for_each(|at| wanted.at(*at));
            ids.extend([Some(one.asked.by), one.office, decided_by(one)].into_iter().flatten());
        }
        let texts = self.open(&wanted).await?;
        let names = self.names(&ids).await?;
        let name = |id: Option<Uuid>| id.and_then(|id| names.get(&id).cloned());
        let view = |one: SpecialAccess| SpecialAccessView {
            state: one.state(now),
            matter: one.matter.and_then(|at| texts.text(at)).map(str::to_owned),
            reason: one.reason.and_then(|at| texts.text(at)).map(str::to_owned),
            case: one.decided.as_ref().and_then(|decided| decided.case).filter(|case| self.seen(*case).is_ok()),
            names: [name(Some(one.asked.by)), name(one.office), name(decided_by(&one))],
            access: one,
        };
        Ok(told.into_iter().map(view).collect())
    }
}

fn decided_by(one: &SpecialAccess) -> Option<Uuid> {
    one.decided.as_ref().map(|decided| decided.done.by)
}
