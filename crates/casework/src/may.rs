//! What somebody may do, asked by pages and routes: the policies of `access`, told from which cases he is excluded.

use uuid::Uuid;
use wenze_access::policy::{ActAsked, Policies, Principal, Resource};
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, Role};

use crate::{Casework, Hidden};

/// Whoever asks, in the roles he uses: what any of them may do he may.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// The person.
    pub person: Uuid,
    /// The roles.
    pub roles: &'a [Role],
}

impl Asking<'_> {
    /// Whether he may call an operation of the API's document, about a case or about none in particular; `hidden` is what
    /// [`Casework::hidden`] says of him.
    pub fn may(self, operation: &str, case: Option<Uuid>, hidden: &Hidden) -> bool {
        let roles = codes(self.roles);
        Policies::shipped().may(Principal { person: self.person, roles: &roles }, operation, resource(case, hidden))
    }

    /// Whether he may record an act of a kind, done in the system or on paper.
    pub fn may_record(self, kind: Kind, on_paper: bool, case: Option<Uuid>, hidden: &Hidden) -> bool {
        let (roles, actors) = (codes(self.roles), codes(kind.spec().actors));
        let act = ActAsked { kind: kind.as_str(), actors: &actors, on_paper };
        Policies::shipped().may_record(Principal { person: self.person, roles: &roles }, act, resource(case, hidden))
    }
}

impl Casework {
    /// Whether somebody may call an operation, about a case or about none in particular, by everything recorded by now.
    pub async fn may(&self, asking: Asking<'_>, operation: &str, case: Option<Uuid>) -> Result<bool, crate::Error> {
        Ok(asking.may(operation, case, &*self.hidden(asking.person).await?))
    }
}

/// The roles that may call an operation where no exclusion stands against it, in the order of the catalogue.
pub fn roles_that_may(operation: &str) -> Vec<Role> {
    let may = |role: &Role| Asking { person: Uuid::nil(), roles: &[*role] }.may(operation, None, &Hidden::default());
    Role::ALL.iter().copied().filter(may).collect()
}

/// The roles that may record an act of a kind.
pub fn roles_that_record(kind: Kind, on_paper: bool) -> Vec<Role> {
    let nothing = Hidden::default();
    let may = |role: &Role| Asking { person: Uuid::nil(), roles: &[*role] }.may_record(kind, on_paper, None, &nothing);
    Role::ALL.iter().copied().filter(may).collect()
}

/// Whether policies know an operation.
pub fn is_operation(operation: &str) -> bool {
    Policies::shipped().knows(operation)
}

fn codes(roles: &[Role]) -> Vec<&'static str> {
    roles.iter().map(|role| role.as_str()).collect()
}

fn resource(case: Option<Uuid>, hidden: &Hidden) -> Resource {
    let Some(id) = case else { return Resource::System };
    let grounds = hidden.grounds(id);
    Resource::Case { id, named: grounds.named, recused: grounds.recused }
}
