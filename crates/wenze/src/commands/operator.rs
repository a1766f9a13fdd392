//! Whoever sits at the command line, where nobody is signed in: a stand-in of the register that no person is.

use uuid::Uuid;
use wenze_domain::codes::Role;
use wenze_domain::envelope::Actor;

/// Who enters what the command line records.
pub(super) fn operator() -> Actor {
    let stand_in = |what: &str| Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("wenze/operator/{what}").as_bytes());
    Actor { person_id: stand_in("person"), role: Role::Admin, office_id: stand_in("office") }
}
