//! What was delegated, by whom and to whom, with how it stands on a day.

use std::collections::HashSet;

use chrono::NaiveDate;
use uuid::Uuid;
use wenze_domain::registers::{Delegation, DelegationState, Delegations};

use crate::{Casework, Error};

/// Whose delegations are asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct DelegationsAsked {
    /// Only what this person gave.
    pub from: Option<Uuid>,
    /// Only what was given to this person.
    pub to: Option<Uuid>,
    /// Whether only what is in force is told.
    pub in_force: bool,
}

/// A delegation as it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct DelegationView {
    /// What it says.
    pub delegation: Delegation,
    /// Who gave it.
    pub from: Uuid,
    /// How it stands on the day asked for.
    pub state: DelegationState,
    /// Whether who gave it holds a role at the office that day: without one nobody acts by it.
    pub giver_holds_a_role: bool,
    /// Names of the persons and the office, as far as they may be read: giver, holder, office.
    pub names: [Option<String>; 3],
}

impl Casework {
    /// Delegations on a day, by giver and in the order in which they were given.
    pub async fn delegations(&self, asked: DelegationsAsked, day: NaiveDate) -> Result<Vec<DelegationView>, Error> {
        let all = match asked.from {
            Some(giver) => vec![(*self.delegations_of(giver).await?).clone()],
            None => self.all_delegations().await?,
        };
        let mut views = Vec::new();
        for own in &all {
            views.extend(self.of_giver(own, asked, day).await?);
        }
        let ids: HashSet<Uuid> =
            views.iter().flat_map(|view| [view.from, view.delegation.to, view.delegation.office]).collect();
        let names = self.names(&ids).await?;
        for view in &mut views {
            view.names = [view.from, view.delegation.to, view.delegation.office].map(|id| names.get(&id).cloned());
        }
        Ok(views)
    }

    async fn of_giver(
        &self,
        own: &Delegations,
        asked: DelegationsAsked,
        day: NaiveDate,
    ) -> Result<Vec<DelegationView>, Error> {
        let Some(from) = own.official else { return Ok(Vec::new()) };
        let told: Vec<&Delegation> =
            own.delegations.iter().filter(|one| asked.to.is_none_or(|to| one.to == to)).collect();
        if told.is_empty() {
            return Ok(Vec::new());
        }
        let grants = self.grants_of(from, None).await?;
        let offices: HashSet<Uuid> = grants.held_on(day).iter().map(|one| one.office).collect();
        let view = |one: &Delegation| DelegationView {
            from,
            state: own.state(one, day),
            giver_holds_a_role: offices.contains(&one.office),
            names: [None, None, None],
            delegation: one.clone(),
        };
        let is_wanted = |view: &DelegationView| {
            !asked.in_force || (view.state == DelegationState::InForce && view.giver_holds_a_role)
        };
        Ok(told.into_iter().map(view).filter(is_wanted).collect())
    }
}
