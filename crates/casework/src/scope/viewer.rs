//! Whoever reads: the person, the roles in use with their offices, and what he was given to read besides.

use chrono::Utc;
use uuid::Uuid;
use wenze_domain::codes::Role;
use wenze_domain::registers::Grants;
use wenze_domain::time::office_day;

use crate::exclusions::{Hidden, Reader};
use crate::{Casework, Error};

/// A role at an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Seat {
    /// The role.
    pub role: Role,
    /// The office's organ.
    pub office: Uuid,
}

/// Whoever reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// The person.
    pub person: Uuid,
    /// In whose stead, where the role is another's by a delegation.
    pub instead_of: Option<Uuid>,
    /// The role in use, or all that are held where none was named.
    pub seats: Vec<Seat>,
    /// Cases that he was given to read for a time.
    pub admitted: Vec<Uuid>,
}

impl Viewer {
    /// A person by his grants as they stand now: in the role named, which may be another's, or in all that he holds.
    pub fn of(person: Uuid, grants: &Grants, named: Option<Seat>, instead_of: Option<Uuid>) -> Self {
        let now = Utc::now();
        let held = || {
            let held = grants.held_on(office_day(now)).into_iter();
            held.map(|grant| Seat { role: grant.role, office: grant.office }).collect()
        };
        let seats = named.map_or_else(held, |seat| vec![seat]);
        Self { person, instead_of, seats, admitted: grants.admitted(now).collect() }
    }

    /// Who works: the person, and whoever lent him the role.
    pub(crate) fn persons(&self) -> impl Iterator<Item = Uuid> {
        [self.person].into_iter().chain(self.instead_of)
    }
}

impl Casework {
    /// The same use cases as somebody sees them in his roles: what they do not reach, what names him and what he is recused
    /// from does not exist in any of them.
    pub async fn seen_as(&self, viewer: Viewer) -> Result<Self, Error> {
        let hidden = self.hidden_from(&viewer).await?;
        Ok(Self { reader: Reader::of(viewer, hidden), ..self.clone() })
    }

    /// The cases that do not exist to somebody in his roles, by everything that is recorded by now.
    pub async fn hidden_from(&self, viewer: &Viewer) -> Result<Hidden, Error> {
        let until = self.scopes_caught_up().await?;
        let excluded = self.excluded(viewer.person, Some(until)).await?;
        let scopes = &self.inner.scopes;
        let beyond = scopes.beyond(&viewer.seats);
        let own = scopes.read(|known| known.own(&beyond, viewer));
        Ok(Hidden::of(&excluded, beyond, own))
    }

    /// The roles in which a case exists to whoever reads here; all where nothing is known of it, or he reads in none.
    pub fn roles_on(&self, case: Uuid) -> Vec<Role> {
        let viewer = self.reader.viewer();
        viewer.map_or_else(Vec::new, |viewer| self.inner.scopes.read(|known| known.roles_on(case, viewer)))
    }

    /// Whether an organ is at or below one of the offices of whoever reads here in one of these roles; wherever no organ is above
    /// another, every organ is.
    pub(crate) fn answers_for(&self, organ: Uuid, roles: &[Role]) -> bool {
        let seats = self.reader.viewer().map(|viewer| viewer.seats.as_slice()).unwrap_or_default();
        self.inner.scopes.read(|known| {
            let is_over =
                |seat: &Seat| !known.has_hierarchy || seat.office == organ || known.is_below(organ, seat.office);
            seats.iter().filter(|seat| roles.contains(&seat.role)).any(is_over)
        })
    }

    /// The organs right below an office in the register.
    pub(crate) fn right_below(&self, office: Uuid) -> std::collections::BTreeSet<Uuid> {
        self.inner.scopes.read(|known| {
            let is_below = |(_, above): &(&Uuid, &Option<Uuid>)| **above == Some(office);
            known.organs.iter().filter(is_below).map(|(organ, _)| *organ).collect()
        })
    }

    /// The reader as he is by now: roles that were taken back are gone, and what he was given to read since is there. None where
    /// he holds none of his roles any more.
    pub(crate) async fn viewer_by_now(&self, viewer: &Viewer) -> Result<Option<Viewer>, Error> {
        let today = office_day(Utc::now());
        let holder = self.grants_of(viewer.instead_of.unwrap_or(viewer.person), None).await?;
        let mut seats = viewer.seats.clone();
        seats.retain(|seat| holder.holds(seat.role, seat.office, today));
        let own = self.grants_of(viewer.person, None).await?;
        let admitted = own.admitted(Utc::now()).collect();
        Ok((!seats.is_empty()).then(|| Viewer { seats, admitted, ..viewer.clone() }))
    }
}
