//! What whoever is signed in may do on the pages, and what exists to him: the policies and exclusions of the API, asked before a page is made.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde_json::Value;
use uuid::Uuid;
use wenze_casework::{Asking, Casework, roles_that_may, roles_that_record};
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;

use crate::Pages;
use crate::failure::Failure;
use crate::reader::Reader;
use crate::visitor::Visitor;

/// The operation of the API that shows or does what a page does, by the page's route. A page that stands here with none is about
/// one's own account or shows nothing of a case.
const PAGES: [(&str, Option<&str>); 12] = [
    ("/", None),
    ("/sign-in", None),
    ("/sign-out", None),
    ("/password", None),
    ("/role", None),
    ("", None),
    ("/work", Some("list_worklist")),
    ("/cases", Some("list_cases")),
    ("/cases/new", Some("open_case")),
    ("/cases/{id}", Some("show_audit_trail")),
    ("/cases/{id}/record", Some("list_possible_acts")),
    ("/cases/{id}/record/{kind}", Some("record_acts")),
];

/// The use cases as whoever reads sees them: what he may not know of does not exist in them.
pub(crate) struct Seen(pub(crate) Casework);

impl FromRequestParts<Pages> for Seen {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, pages: &Pages) -> Result<Self, Infallible> {
        Ok(Self(parts.extensions.get::<Casework>().unwrap_or(&pages.casework).clone()))
    }
}

/// What somebody sees of the use cases, if his roles may open this page at all. A page that nobody listed is opened by nobody.
pub(crate) async fn seen(pages: &Pages, visitor: &Visitor, route: &str, path: &str) -> Result<Casework, Failure> {
    let seen = pages.casework.seen_by(visitor.account.person_id).await?;
    let Some(operation) = operation(route)? else { return Ok(seen) };
    let roles = visitor.roles();
    let asking = Asking { person: visitor.account.person_id, roles: &roles };
    let case = path.strip_prefix("/cases/").and_then(|rest| Uuid::try_parse(rest.split('/').next()?).ok());
    if asking.may(operation, case, seen.unseen()) {
        return Ok(seen);
    }
    match case {
        Some(case) if asking.may(operation, None, seen.unseen()) => Ok(seen.without(case)),
        _ => Err(Failure::NotPermitted(roles_that_may(operation))),
    }
}

/// The operation that a page stands for, if it needs one.
fn operation(route: &str) -> Result<Option<&'static str>, Failure> {
    let found = PAGES.iter().find(|(known, _)| *known == route);
    found.map(|(_, operation)| *operation).ok_or(Failure::NoPage)
}

/// Refuses a form whose act the role in use may not record, neither done in the system nor entered from paper.
pub(crate) fn may_fill(role: Role, kind: Kind) -> Result<(), Failure> {
    if fills(role, kind) { Ok(()) } else { Err(Failure::NotPermitted(roles_that_record(kind, false))) }
}

/// Whether a role may record an act, done in the system or entered from paper. Who is excluded from a case does not come so far.
pub(crate) fn fills(role: Role, kind: Kind) -> bool {
    [false, true].into_iter().any(|on_paper| records(Uuid::nil(), role, kind, on_paper))
}

/// Whether a form is linked: for whoever may fill it in, and for whoever has chosen no role yet and does so on the way to it.
pub(crate) fn may_begin(reader: &Reader, kind: Kind) -> bool {
    reader.visitor.as_ref().is_some_and(|visitor| visitor.role().is_none_or(|held| fills(held.role, kind)))
}

/// Refuses acts that the role in use may not record as they stand.
pub(crate) fn may_record(person: Uuid, role: Role, acts: &[Value]) -> Result<(), Failure> {
    for act in acts {
        let Some(kind) = act["kind"].as_str().and_then(Kind::parse) else { continue };
        let on_paper = act["entered_from"] == "paper";
        if !records(person, role, kind, on_paper) {
            return Err(Failure::NotPermitted(roles_that_record(kind, on_paper)));
        }
    }
    Ok(())
}

fn records(person: Uuid, role: Role, kind: Kind, on_paper: bool) -> bool {
    Asking { person, roles: &[role] }.may_record(kind, on_paper, None, &wenze_casework::Hidden::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_of_a_page_is_known_to_policies() {
        for (route, operation) in PAGES {
            assert!(operation.is_none_or(wenze_casework::is_operation), "{route}");
        }
        assert_eq!(operation("/cases/{id}"), Ok(Some("show_audit_trail")));
        assert_eq!(operation("/a-page-of-tomorrow"), Err(Failure::NoPage));
    }
}
