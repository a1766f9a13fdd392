//! What whoever is signed in may do on the pages, and what exists to him: the policies and exclusions of the API, asked before a page is made.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde_json::Value;
use uuid::Uuid;
use wenze_casework::{Asking, Casework, Hidden, roles_that_may, roles_that_record};
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;

use crate::Pages;
use crate::failure::Failure;
use crate::reader::Reader;
use crate::visitor::Visitor;

/// The operation of the API that shows or does what a page does, by the page's route. A page that stands here with none is about
/// one's own account or shows nothing of a case.
const PAGES: &[(&str, Option<&str>)] = &[
    ("/", None),
    ("/sign-in", None),
    ("/sign-in/on", None),
    ("/sign-in/provider", None),
    ("/sign-in/provider/return", None),
    ("/sign-out", None),
    ("/password", None),
    ("/role", None),
    ("", None),
    ("/waiting/live", None),
    ("/drafts", None),
    ("/work", Some("list_worklist")),
    ("/work/live", Some("list_worklist")),
    ("/appeals", Some("list_cases")),
    ("/approvals", Some("list_worklist")),
    ("/overview", Some("list_cases")),
    ("/overview/cases", Some("list_cases")),
    ("/rectification", Some("list_cases")),
    ("/supervision", Some("list_cases")),
    ("/cases", Some("list_cases")),
    ("/cases/new", Some("open_case")),
    ("/cases/{id}", Some("show_audit_trail")),
    ("/cases/{id}/live", Some("show_audit_trail")),
    ("/cases/{id}/appeals/{appeal}", Some("list_obligations")),
    ("/cases/{id}/record", Some("list_possible_acts")),
    ("/cases/{id}/record/{kind}", Some("record_acts")),
    ("/cases/{id}/entries/{version}/correct", Some("record_acts")),
    ("/cases/{id}/sittings/{name}", Some("record_acts")),
    ("/cases/{id}/backfill", Some("record_acts")),
    ("/cases/{id}/backfill/template.csv", Some("record_acts")),
    ("/cases/{id}/backfill/template.xlsx", Some("record_acts")),
    ("/cases/{id}/rights", Some("list_obligations")),
    ("/cases/{id}/replay", Some("show_case_diff")),
    ("/cases/{id}/blame", Some("show_case_blame")),
    ("/cases/{id}/story", Some("show_audit_trail")),
    ("/cases/{id}/what-if", Some("what_if")),
    ("/cases/{id}/sheet", Some("list_obligations")),
    ("/cases/{id}/sheet.csv", Some("list_obligations")),
    ("/cases/{id}/sheet/{key}", Some("show_obligation")),
    ("/cases/{id}/marks", Some("mark_obligation")),
    ("/cases/{id}/evidence", Some("show_audit_trail")),
    ("/cases/{id}/alike", Some("list_statistic_cases")),
    ("/cases/{id}/responsibility", Some("show_responsibility")),
    ("/cases/{id}/relations", Some("show_relations")),
    ("/cases/{id}/readings", Some("list_accesses")),
    ("/officials/{id}", Some("show_dossier")),
    ("/organs/{id}", Some("show_organ_dossier")),
    ("/people", Some("list_persons")),
    ("/people/sign-ins", Some("metrics")),
    ("/people/{id}", Some("show_person")),
    ("/people/{id}/record/{kind}", Some("show_person")),
    // Its parts ask each for themselves.
    ("/integrity", None),
    ("/integrity/live", None),
    ("/rules", Some("list_organs")),
    ("/rules/{id}/record/{kind}", Some("list_organs")),
    ("/rules/{id}", Some("list_organs")),
    ("/rules/{id}/compare", Some("list_organs")),
    ("/calendars/{id}", Some("list_organs")),
    ("/search", Some("search_cases")),
    ("/statistics", Some("list_statistics")),
    ("/statistics/reconciliation", Some("show_statistic")),
    ("/statistics/reconciliation/{name}", Some("list_statistic_cases")),
    ("/statistics/{name}", Some("show_statistic")),
    ("/statistics/{name}/cases", Some("list_statistic_cases")),
    ("/statistics/{name}/table.csv", Some("show_statistic")),
];

/// The routes of all pages.
pub(crate) fn routes() -> impl Iterator<Item = &'static str> {
    PAGES.iter().map(|(route, _)| *route).filter(|route| !route.is_empty())
}

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
    let seen = pages.casework.seen_as(visitor.viewer()).await?;
    let Some(operation) = operation(route)? else { return Ok(seen) };
    let (person, roles) = (visitor.account.person_id, visitor.roles());
    let case = path.strip_prefix("/cases/").and_then(|rest| Uuid::try_parse(rest.split('/').next()?).ok());
    // Only roles that reach the case count for it.
    let on_case = case.map_or_else(|| roles.clone(), |case| seen.roles_on(case));
    if (Asking { person, roles: &on_case }).may(operation, case, seen.unseen()) {
        return Ok(seen);
    }
    let asking = Asking { person, roles: &roles };
    match case.filter(|case| seen.unseen().holds(*case)) {
        Some(case) if asking.may(operation, None, seen.unseen()) => Ok(seen.without(case)),
        _ => Err(Failure::NotPermitted(roles_that_may(operation))),
    }
}

/// Whether a page may be opened by whoever reads, so that nothing leads him where he is refused. Which case it is about is not
/// asked: who is excluded from one sees no link of it.
pub(crate) fn opens(reader: &Reader, route: &str) -> bool {
    let Some(visitor) = &reader.visitor else { return true };
    let roles = visitor.roles();
    let asking = Asking { person: visitor.account.person_id, roles: &roles };
    let may = |operation: Option<&str>| operation.is_none_or(|one| asking.may(one, None, &Hidden::default()));
    operation(route).is_ok_and(may)
}

/// The operation that a page stands for, if it needs one.
fn operation(route: &str) -> Result<Option<&'static str>, Failure> {
    let found = PAGES.iter().find(|(known, _)| *known == route);
    found.map(|(_, operation)| *operation).ok_or(Failure::NoPage)
}

/// Whether the reader may read cases, and so who they are about: everybody may where nobody has to be signed in.
pub(crate) fn may_read_cases(reader: &Reader) -> bool {
    let Some(visitor) = &reader.visitor else { return true };
    let asking = Asking { person: visitor.account.person_id, roles: &visitor.roles() };
    asking.may("show_case", None, &wenze_casework::Hidden::default())
}

/// Whether whoever reads may do what an operation does, about no case in particular. Who is not signed in sees what the server
/// shows to everybody.
pub(crate) fn may(reader: &Reader, operation: &str) -> bool {
    reader.visitor.as_ref().is_none_or(|visitor| {
        let roles = visitor.roles();
        let asking = Asking { person: visitor.account.person_id, roles: &roles };
        asking.may(operation, None, &wenze_casework::Hidden::default())
    })
}

/// Refuses a form whose act the role in use may not record, neither done in the system nor entered from paper.
pub(crate) fn may_fill(role: Role, kind: Kind) -> Result<(), Failure> {
    if fills(role, kind) { Ok(()) } else { Err(Failure::NotPermitted(roles_that_record(kind, false))) }
}

/// Whether a role may record an act, done in the system or entered from paper. Who is excluded from a case does not come so far.
pub(crate) fn fills(role: Role, kind: Kind) -> bool {
    [false, true].into_iter().any(|on_paper| records(Uuid::nil(), role, kind, on_paper))
}

/// Whether a role does an act itself, in the system.
pub(crate) fn records_here(role: Role, kind: Kind) -> bool {
    records(Uuid::nil(), role, kind, false)
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
    Asking { person, roles: &[role] }.may_record(kind, on_paper, None, &Hidden::default())
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
