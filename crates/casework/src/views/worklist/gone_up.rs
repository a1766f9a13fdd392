//! Papers that go one level up by themselves: where everybody who leads an organ is kept from a case, because it names him or he
//! is recused from it, whoever leads the organ above decides.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::NaiveDate;
use uuid::Uuid;
use wenze_domain::codes::Role;

use crate::{Casework, Error};

impl Casework {
    /// Organs right below an office, each with the cases that nobody who leads it may decide on; none for other roles than the one
    /// that leads. An organ that nobody leads is none of them: its papers wait for whoever will.
    pub(super) async fn gone_up(
        &self,
        role: Role,
        office: Uuid,
        day: NaiveDate,
    ) -> Result<BTreeMap<Uuid, HashSet<Uuid>>, Error> {
        if role != Role::OrganHead {
            return Ok(BTreeMap::new());
        }
        self.scopes_caught_up().await?;
        let below = self.right_below(office);
        if below.is_empty() {
            return Ok(BTreeMap::new());
        }
        let mut leaders: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
        for grants in self.all_grants().await? {
            let Some(person) = grants.official else { continue };
            for held in grants.held_on(day) {
                if held.role == role && below.contains(&held.office) {
                    leaders.entry(held.office).or_default().insert(person);
                }
            }
        }
        let mut found = BTreeMap::new();
        for (organ, leaders) in leaders {
            let mut shared: Option<HashSet<Uuid>> = None;
            for leader in leaders {
                let own: HashSet<Uuid> = self.hidden(leader).await?.ids().into_iter().collect();
                shared = Some(shared.map_or(own.clone(), |shared| &shared & &own));
            }
            let shared = shared.unwrap_or_default();
            if !shared.is_empty() {
                found.insert(organ, shared);
            }
        }
        Ok(found)
    }
}
