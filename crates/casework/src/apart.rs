//! What whoever reads may not do himself because of what he did on the case before, so that it is not offered to him as something
//! that he could do. Judged as it is when he records it (`record/apart.rs`).

use serde_json::{Value, from_value};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::case::Case;
use wenze_domain::codes::Role;
use wenze_domain::effective::Effective;
use wenze_domain::refs::{RefValue, Refs};
use wenze_domain::refusal::Refusal;
use wenze_domain::separation::{Doing, judge, may_bar};

use crate::{Asking, Casework, Hidden};

/// Whoever would do acts here, in the roles in which he reads.
pub(crate) struct Doer {
    persons: Vec<Uuid>,
    roles: Vec<Role>,
    by_delegation: bool,
}

/// A case as it stands, with the acts in force.
#[derive(Clone, Copy)]
pub(crate) struct Stood<'a> {
    pub(crate) events: &'a [Effective<'a>],
    pub(crate) case: &'a Case,
}

impl Casework {
    /// Whoever reads here; nobody where nobody reads in roles.
    pub(crate) fn doer(&self) -> Option<Doer> {
        let viewer = self.reader.viewer()?;
        let roles = viewer.seats.iter().map(|seat| seat.role).collect();
        Some(Doer { persons: viewer.persons().collect(), roles, by_delegation: viewer.instead_of.is_some() })
    }
}

impl Doer {
    /// Whether he does acts of a kind himself, and something that he did before could keep him from one.
    pub(crate) fn may_be_kept_from(&self, kind: Kind) -> bool {
        let refs = Refs::default();
        let may_bar = |role| may_bar(self.doing(kind, role, &refs)) || kind.spec().role("appeal").is_some();
        self.roles_for(kind).any(may_bar)
    }

    /// What keeps him from an act about these objects, in every role in which he could do it.
    pub(crate) fn kept_from(&self, stood: Stood<'_>, kind: Kind, refs: &Refs) -> Option<Refusal> {
        let mut found = None;
        for role in self.roles_for(kind) {
            let earlier = judge(stood.events, stood.case, self.doing(kind, role, refs))?;
            let (bar, kind) = (earlier.bar, earlier.kind.as_str().to_owned());
            found = Some(Refusal::Separation { bar, kind, day: Some(earlier.day) });
        }
        found
    }

    /// His roles that do acts of a kind in the system.
    fn roles_for(&self, kind: Kind) -> impl Iterator<Item = Role> {
        let does = move |role: &Role| {
            let asking = Asking { person: Uuid::nil(), roles: &[*role] };
            asking.may_record(kind, false, None, &Hidden::default())
        };
        self.roles.iter().copied().filter(does)
    }

    fn doing<'a>(&'a self, kind: Kind, role: Role, refs: &'a Refs) -> Doing<'a> {
        Doing { kind, refs, role, persons: &self.persons, by_delegation: self.by_delegation }
    }
}

/// Objects by their roles, as answers name them.
pub(crate) fn refs_of<'a>(objects: impl Iterator<Item = (&'a str, &'a str)>) -> Refs {
    objects.fold(Refs::default(), |refs, (role, object)| {
        match from_value::<RefValue>(Value::String(object.to_owned())) {
            Ok(value) => refs.with(role, value),
            Err(_) => refs,
        }
    })
}
