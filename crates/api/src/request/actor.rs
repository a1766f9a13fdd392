//! Who records where nobody signed in: the header `Wenze-Actor`, while a server takes it.

use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName};
use serde_json::json;
use uuid::Uuid;
use wenze_casework::Acting;
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::envelope::Actor;

use crate::caller::Caller;
use crate::problem::{Code, Fault};
use crate::router::Api;

/// The header.
pub(crate) const ACTOR: HeaderName = HeaderName::from_static("wenze-actor");
/// What a right header looks like.
pub(super) const EXAMPLE: &str =
    "0192f0c1-2d5e-7b3a-9c41-5f0e8a6b7c11;role=INSPECTOR;office=0192f0c1-2d5e-7b3a-9c41-5f0e8a6b7c22";

/// Who records: whoever signed in, in the role taken; the header counts only where nobody did and the server takes it.
pub(super) fn actor(parts: &Parts, api: &Api) -> Result<Actor, Fault> {
    match parts.extensions.get::<Caller>() {
        Some(Caller::SignedIn(signed_in)) => signed_in.actor(),
        _ if api.named_actors => named(&parts.headers),
        _ => Err(Fault::new(Code::SignIn)),
    }
}

/// As whom somebody acts who is signed in; none where nobody is.
pub(super) fn acting(parts: &Parts) -> Option<Acting> {
    match parts.extensions.get::<Caller>() {
        Some(Caller::SignedIn(signed_in)) => Some(signed_in.acting()),
        _ => None,
    }
}

/// Reads `<person_id>;role=<ROLE>;office=<organ_id>`.
fn named(headers: &HeaderMap) -> Result<Actor, Fault> {
    let fault = |reason: &str| Fault::new(Code::Actor).because(reason).instead(json!({ "Wenze-Actor": EXAMPLE }));
    let mut values = headers.get_all(ACTOR).iter();
    let value = values.next().ok_or_else(|| fault("the header is absent"))?;
    if values.next().is_some() {
        return Err(fault("the header stands twice"));
    }
    read(value.to_str().unwrap_or_default()).map_err(fault)
}

fn read(text: &str) -> Result<Actor, &'static str> {
    let mut fields = text.split(';').map(str::trim);
    let person_id = fields.next().and_then(id).ok_or("the header begins with the id of a person, a UUID")?;
    let (mut role, mut office) = (None, None);
    for field in fields {
        match field.split_once('=') {
            Some(("role", code)) if role.is_none() => {
                let known = Role::ALL.iter().find(|role| role.as_str() == code);
                role = Some(*known.ok_or("the role is one of INTAKE, CLUE_DESK, INSPECTOR, TEAM_LEAD, REVIEWER, …")?);
            }
            Some(("office", organ)) if office.is_none() => {
                office = Some(id(organ).ok_or("the office is the id of an organ, a UUID")?);
            }
            _ => return Err("the header has one role, one office and nothing else"),
        }
    }
    match (role, office) {
        (Some(role), Some(office_id)) => Ok(Actor { person_id, role, office_id }),
        (None, _) => Err("the role is absent"),
        (_, None) => Err("the office is absent"),
    }
}

pub(crate) fn id(text: &str) -> Option<Uuid> {
    Uuid::try_parse(text).ok().filter(|id| text.len() == 36 && !id.is_nil())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_a_right_header() {
        let actor = read(EXAMPLE).unwrap();
        assert_eq!(actor.role, Role::Inspector);
        assert_ne!(actor.person_id, actor.office_id);
        assert_eq!(read(&EXAMPLE.replace(';', " ; ")).unwrap(), actor);
    }

    #[test]
    fn half_a_header_is_none() {
        let person = &EXAMPLE[..36];
        let wrong = [
            String::new(),
            person.to_owned(),
            format!("{person};role=INSPECTOR"),
            format!("{person};role=inspector;office={person}"),
            format!("{person};role=INSPECTOR;office=7"),
            format!("{person};role=INSPECTOR;role=CLERK;office={person}"),
            format!("{person};role=INSPECTOR;office={person};as=x"),
            format!("00000000-0000-0000-0000-000000000000;role=INSPECTOR;office={person}"),
        ];
        for header in wrong {
            assert!(read(&header).is_err(), "{header}");
        }
    }
}
