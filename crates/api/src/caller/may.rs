//! What whoever is signed in may do: policies are asked before any handler runs, and handlers see what he may know of.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::http::Method;
use serde_json::Value;
use uuid::Uuid;
use wenze_casework::{Asking, Casework, roles_that_may, roles_that_record};
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;

use super::{Caller, Reach};
use crate::problem::{Code, Fault};
use crate::router::{Api, described};

/// Routes about one case begin so; its id comes next.
const CASE: &str = "/api/v1/cases/{id}";
/// Which piece of such an address is the id.
const ID_PIECE: usize = 4;

/// The operations of the document, by method and route.
static OPERATIONS: LazyLock<HashMap<(String, String), String>> = LazyLock::new(|| {
    let paths = serde_json::to_value(described().into_openapi().paths).unwrap_or_default();
    let mut operations = HashMap::new();
    for (path, item) in paths.as_object().into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            if let Some(id) = operation["operationId"].as_str() {
                operations.insert((method.to_uppercase(), path.clone()), id.to_owned());
            }
        }
    }
    operations
});

/// What whoever is signed in sees of the use cases, if his role may do this at all. A case that a policy keeps him from does
/// not exist to him, so that the answer is the one to a case that there is not.
pub(super) async fn permitted(
    api: &Api,
    caller: &Caller,
    (method, route, path): (&Method, &str, &str),
) -> Result<Option<Casework>, Fault> {
    let Caller::SignedIn(signed_in) = caller else { return Ok(None) };
    if Reach::of(method, route) != Reach::Closed {
        return Ok(None);
    }
    let Some(operation) = operation(method, route) else {
        // The router says which methods a route has. A route that stands in no document is none.
        let is_route = OPERATIONS.keys().any(|(_, known)| known == route);
        return if is_route { Ok(None) } else { Err(Fault::new(Code::NotFound)) };
    };
    let (person, roles) = (signed_in.account.person_id, signed_in.roles());
    let seen = api.casework.seen_as(signed_in.viewer()).await?;
    let case = case(route, path);
    // Only roles that reach the case count for it.
    let on_case = case.map_or_else(|| roles.clone(), |case| seen.roles_on(case));
    if (Asking { person, roles: &on_case }).may(operation, case, seen.unseen()) {
        return Ok(Some(seen));
    }
    let asking = Asking { person, roles: &roles };
    match case.filter(|case| seen.unseen().holds(*case)) {
        Some(case) if asking.may(operation, None, seen.unseen()) => Ok(Some(seen.without(case))),
        _ => Err(Fault::new(Code::NotPermitted).permitted_to(&roles_that_may(operation))),
    }
}

/// Whether a role may record an act; one that cannot be read is left to those who read it.
pub(crate) fn may_record(person: Uuid, role: Role, act: &Value) -> Result<(), Fault> {
    let Some(kind) = act.get("kind").and_then(Value::as_str).and_then(Kind::parse) else { return Ok(()) };
    let on_paper = act.get("entered_from").and_then(Value::as_str) == Some("paper");
    let asking = Asking { person, roles: &[role] };
    if asking.may_record(kind, on_paper, None, &wenze_casework::Hidden::default()) {
        return Ok(());
    }
    Err(Fault::new(Code::NotPermitted).permitted_to(&roles_that_record(kind, on_paper)))
}

/// The operation that a request calls. Whoever may read may ask for the head alone.
fn operation(method: &Method, route: &str) -> Option<&'static str> {
    let method = if method == Method::HEAD { "GET" } else { method.as_str() };
    OPERATIONS.get(&(method.to_owned(), route.to_owned())).map(String::as_str)
}

/// The case in an address. One that is written in another way than ids are told in is still hidden by the use cases.
fn case(route: &str, path: &str) -> Option<Uuid> {
    route.strip_prefix(CASE).filter(|rest| rest.is_empty() || rest.starts_with('/'))?;
    Uuid::try_parse(path.split('/').nth(ID_PIECE)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_case_of_an_address_is_found_where_there_is_one() {
        let id = Uuid::from_u128(7);
        assert_eq!(case(CASE, &format!("/api/v1/cases/{id}")), Some(id));
        assert_eq!(case("/api/v1/cases/{id}/marks", &format!("/api/v1/cases/{id}/marks")), Some(id));
        assert_eq!(case("/api/v1/persons/{id}", &format!("/api/v1/persons/{id}")), None);
        assert_eq!(case("/api/v1/cases", "/api/v1/cases"), None);
        assert_eq!(case(CASE, "/api/v1/cases/none"), None);
    }

    #[test]
    fn every_operation_is_known_to_policies() {
        assert!(OPERATIONS.len() > 40, "the whole document was read");
        for ((method, route), operation) in OPERATIONS.iter() {
            assert!(wenze_casework::is_operation(operation), "{method} {route}: {operation} stands in no policy");
        }
        assert_eq!(operation(&Method::HEAD, CASE), Some("show_case"));
        assert_eq!(operation(&Method::GET, "/api/{*rest}"), None);
    }
}
