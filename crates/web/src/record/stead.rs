//! Acts done in another's stead, by a delegation: the address of the form names the giver, and the role and office lent.

use chrono::Utc;
use uuid::Uuid;
use wenze_casework::{Acting, Casework, roles_that_record};
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::envelope::Actor;
use wenze_domain::time::office_day;

use crate::failure::Failure;
use crate::reader::Reader;

/// The parameters: the giver, the role in which he acts, and his office.
pub(crate) const FOR: &str = "for";
pub(crate) const AS: &str = "as";
pub(crate) const OFFICE: &str = "office";

/// As whom the reader acts.
pub(super) fn acting(reader: &Reader) -> Acting {
    giver(reader).map_or(Acting::Oneself, Acting::InsteadOf)
}

fn giver(reader: &Reader) -> Option<Uuid> {
    Uuid::try_parse(reader.parameter(FOR)?).ok()
}

/// Who records: the reader in the role lent to him where the address names who lent it, else in his own.
pub(super) async fn actor(casework: &Casework, reader: &Reader, own: Actor, kind: Kind) -> Result<Actor, Failure> {
    let Some(giver) = giver(reader) else { return Ok(own) };
    let refused = || Failure::NotPermitted(roles_that_record(kind, false));
    let named = reader.parameter(AS).and_then(|role| Role::ALL.iter().find(|one| one.as_str() == role));
    let office = reader.parameter(OFFICE).and_then(|office| Uuid::try_parse(office).ok());
    let (Some(role), Some(office_id)) = (named, office) else { return Err(refused()) };
    let actor = Actor { person_id: own.person_id, role: *role, office_id };
    match casework.acts_instead_of(giver, actor, Some(kind), office_day(Utc::now())).await? {
        Ok(_) => Ok(actor),
        Err(_) => Err(refused()),
    }
}
