//! `available`: what may be done now, what would be out of order and why, what cannot be recorded at all.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::acts::{Act, Kind};
use crate::case::{Case, Missing};
use crate::order;
use crate::refs::{RefValue, Refs};
use crate::refusal::Refusal;
use crate::spec::Phase;

/// Roles by how much they tell of what an act is about, most first.
const ROLES: [&str; 15] = [
    "appeal",
    "item",
    "request",
    "recusal",
    "letter",
    "clue",
    "report",
    "measure",
    "document",
    "determination",
    "track",
    "respondent",
    "evidence",
    "argument",
    "event",
];

/// Whether an act can be recorded.
#[derive(Debug, Clone, PartialEq)]
pub enum Availability {
    /// In the usual order.
    Expected,
    /// Recordable with a confirmation; these facts are missing.
    OutOfOrder(Vec<Missing>),
    /// Not recordable, with the reason.
    Refused(Refusal),
}

/// An act that could be recorded on one object of the case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// The role the object stands under.
    pub role: String,
    /// The object.
    pub object: String,
    /// What is missing before it; empty when the act is expected.
    pub missing: Vec<Missing>,
}

/// One kind of act as the page of possible acts lists it.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// The act.
    pub kind: Kind,
    /// The best that any object allows.
    pub availability: Availability,
    /// The objects it could be about.
    pub candidates: Vec<Candidate>,
}

/// Whether this act, about these objects, can be recorded on the case.
pub fn available(case: &Case, kind: Kind, act: Option<&Act>, refs: &Refs) -> Availability {
    if !case.unreadable.is_empty() {
        return Availability::Refused(Refusal::Unreadable { versions: case.unreadable.clone() });
    }
    if let Some(by) = case.absorbed_by.filter(|_| is_intake_or_investigation(kind)) {
        return Availability::Refused(Refusal::Absorbed { by });
    }
    let missing = order::missing(case, kind, act, refs);
    if missing.is_empty() { Availability::Expected } else { Availability::OutOfOrder(missing) }
}

fn is_intake_or_investigation(kind: Kind) -> bool {
    matches!(kind.spec().phase, Phase::Intake | Phase::Clue | Phase::Filing | Phase::Investigation)
        && !matches!(kind, Kind::HandlerAssigned)
}

/// Every act of a case stream with what it could be about.
pub fn offers(case: &Case) -> Vec<Offer> {
    Kind::ALL.iter().filter(|kind| !kind.spec().phase.is_outside_cases()).map(|kind| offer(case, *kind)).collect()
}

fn offer(case: &Case, kind: Kind) -> Offer {
    if let Some(missing) = order::before_entering(kind) {
        let candidates = candidates(case, kind, "track", objects(case, "track"));
        let availability = match (available(case, kind, None, &Refs::default()), best("track", &candidates)) {
            (Availability::Refused(refusal), _) => Availability::Refused(refusal),
            (_, Availability::Refused(_)) => Availability::OutOfOrder(vec![missing]),
            (_, best) => best,
        };
        return Offer { kind, availability, candidates };
    }
    let Some((role, objects)) = subjects(case, kind) else { return offer_at_large(case, kind) };
    let candidates = candidates(case, kind, role, objects);
    let availability = match available(case, kind, None, &Refs::default()) {
        Availability::Refused(refusal) => Availability::Refused(refusal),
        _ => best(role, &candidates),
    };
    Offer { kind, availability, candidates }
}

/// An act that may be about the case as a whole, or else about an object under a role that may be left out.
fn offer_at_large(case: &Case, kind: Kind) -> Offer {
    let availability = available(case, kind, None, &Refs::default());
    let Availability::OutOfOrder(missing) = availability else {
        return Offer { kind, availability, candidates: Vec::new() };
    };
    let spec = kind.spec();
    let optional = ROLES.iter().filter(|role| spec.role(role).is_some_and(|r| r.optional && !r.creates));
    let candidates: Vec<Candidate> =
        optional.flat_map(|role| candidates(case, kind, role, objects(case, role))).collect();
    let availability = match best("", &candidates) {
        Availability::Expected => Availability::Expected,
        _ => Availability::OutOfOrder(missing),
    };
    Offer { kind, availability, candidates }
}

fn candidates(case: &Case, kind: Kind, role: &str, objects: Vec<RefValue>) -> Vec<Candidate> {
    let of = |object: RefValue| {
        let missing = order::missing(case, kind, None, &Refs::default().with(role, object));
        Candidate { role: role.to_owned(), object: object.to_string(), missing }
    };
    objects.into_iter().map(of).collect()
}

fn best(role: &str, candidates: &[Candidate]) -> Availability {
    match candidates.iter().min_by_key(|c| c.missing.len()) {
        None => Availability::Refused(Refusal::ObjectMissing { role: role.to_owned(), id: String::new() }),
        Some(c) if c.missing.is_empty() => Availability::Expected,
        Some(c) => Availability::OutOfOrder(c.missing.clone()),
    }
}

/// The role that decides what the act is about, and the objects that stand under it; none when the act needs no object
/// of the case.
fn subjects(case: &Case, kind: Kind) -> Option<(&'static str, Vec<RefValue>)> {
    // Officials stand in a register; only those whose clarification was proposed are objects of the case.
    if matches!(kind, Kind::ClarificationApproved | Kind::Clarified) && !case.clarifications.is_empty() {
        return Some(("official", case.clarifications.keys().copied().map(RefValue::Id).collect()));
    }
    let spec = kind.spec();
    let needed = |role: &&&str| spec.role(role).is_some_and(|r| !r.creates && !r.optional);
    let enters = spec.role("respondent").is_some_and(|r| r.creates);
    let role = ROLES.iter().find(needed).filter(|_| !enters)?;
    Some((role, objects(case, role)))
}

/// The objects of the case that can stand under a role.
fn objects(case: &Case, role: &str) -> Vec<RefValue> {
    let ids = |ids: Vec<Uuid>| ids.into_iter().map(RefValue::Id).collect();
    match role {
        "appeal" => ids(case.appeals.keys().copied().collect()),
        "item" => ids(case.items.keys().copied().collect()),
        "request" => ids(case.requests.keys().copied().collect()),
        "clue" => ids(case.clues.keys().copied().collect()),
        "report" => ids(case.reports.keys().copied().collect()),
        "measure" => ids(case.measures.keys().copied().collect()),
        "determination" => ids(case.determinations.keys().copied().collect()),
        "track" => case.pairs().map(|((r, t), _)| RefValue::Track(r, t)).collect(),
        "respondent" => ids(case.respondents.keys().copied().collect()),
        "recusal" => ids(case.recusals.keys().copied().collect()),
        "letter" => ids(case.letters.keys().copied().collect()),
        "evidence" => ids(case.evidence.keys().copied().collect()),
        "argument" => ids(case.arguments.iter().copied().collect()),
        "document" => ids(case.documents.keys().copied().collect()),
        _ => ids(case.events.iter().map(|m| m.event_id).collect()),
    }
}
