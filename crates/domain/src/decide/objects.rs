//! Refs: the roles an act may have, and whether what they name exists.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::Context;
use crate::acts::{Act, Kind};
use crate::case::Case;
use crate::envelope::StreamKind;
use crate::event::Event;
use crate::refs::{REFS_PER_ROLE_MAX, RefValue, Refs, RoleSpec};
use crate::refusal::Refusal;
use crate::request::Draft;
use crate::shapes::RespondentEntry;
use crate::unquoted::told_name;

/// Roles whose objects several acts may be the first to name: an id on the case is taken up.
const TAKEN_UP: [&str; 3] = ["respondent", "recusal", "inv_measure"];

pub(super) fn check(case: &Case, draft: &Draft, context: &Context<'_>) -> Result<(), Refusal> {
    check_roles(draft.kind(), &draft.refs)?;
    let entries = entries(&draft.payload);
    check_entries(draft, entries)?;
    for role in draft.kind().spec().roles() {
        for value in draft.refs.role(role.name) {
            match value {
                RefValue::Round(_) => {}
                RefValue::Track(respondent, track) => {
                    let entered = entries.iter().any(|e| e.respondent == *respondent && e.tracks.contains(track));
                    let exists = case.respondents.get(respondent).is_some_and(|r| r.tracks.contains_key(track));
                    if !entered && !exists {
                        return Err(Refusal::ObjectMissing { role: "track".to_owned(), id: value.to_string() });
                    }
                }
                RefValue::Id(id) if role.creates => check_new(case, role, *id)?,
                RefValue::Id(id) => check_known(case, &draft.payload, role, *id, context)?,
            }
        }
    }
    Ok(())
}

/// Whether an event may be about what a correction of this role of its refs makes it be about.
pub(super) fn check_corrected(
    case: &Case,
    target: &Event,
    role: &str,
    refs: &Refs,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    check_roles(target.kind(), refs)?;
    let Some(role) = target.kind().spec().role(role) else { return Ok(()) };
    for id in refs.ids(role.name) {
        // The correction's own target is no ground to take an id for known: an act is not about itself.
        if role.name == "event" && (id == target.id() || case.mark(id).is_none()) {
            return Err(Refusal::ObjectMissing { role: role.name.to_owned(), id: id.to_string() });
        }
        check_known(case, target.act(), role, id, context)?;
    }
    Ok(())
}

/// Checks names, number and form of the roles; shared with the registers.
pub(crate) fn check_roles(kind: Kind, refs: &Refs) -> Result<(), Refusal> {
    let spec = kind.spec();
    let problem = |role: &str, text: String| Err(Refusal::Roles { role: role.to_owned(), problem: text });
    if let Some(name) = refs.0.keys().find(|name| spec.role(name).is_none()) {
        let known: Vec<_> = spec.roles().map(|r| r.name).collect();
        return problem(told_name(name), format!("{} has no such role; it has {}", kind.as_str(), known.join(", ")));
    }
    for role in spec.roles() {
        let values = refs.role(role.name);
        if values.is_empty() && !role.optional {
            return problem(role.name, "name the object this act is about".to_owned());
        }
        if values.len() > 1 && !role.many {
            return problem(role.name, "only one object is possible here".to_owned());
        }
        if values.len() > REFS_PER_ROLE_MAX {
            return problem(role.name, format!("at most {REFS_PER_ROLE_MAX} objects"));
        }
        if values.iter().collect::<BTreeSet<_>>().len() != values.len() {
            return problem(role.name, "an object stands here twice".to_owned());
        }
        let fits = |value: &RefValue| match (role.name, value) {
            ("track", RefValue::Track(..)) | ("round", RefValue::Round(_)) => true,
            ("track" | "round", _) => false,
            (_, RefValue::Id(_)) => true,
            _ => false,
        };
        if !values.iter().all(fits) {
            let form = match role.name {
                "track" => "write a track as \"<respondent>/<track>\"",
                "round" => "write a round as its number",
                _ => "write the id of the object",
            };
            return problem(role.name, form.to_owned());
        }
    }
    Ok(())
}

fn entries(act: &Act) -> &[RespondentEntry] {
    match act {
        Act::CaseFilingProposed(p) => &p.respondents,
        Act::CaseFiled(p) => &p.respondents,
        Act::AccountabilityInquiryStarted(p) => &p.respondents,
        Act::RespondentAdded(p) => std::slice::from_ref(&p.entry),
        _ => &[],
    }
}

/// Entries and refs tell the same respondents; an entry opens at least one track.
fn check_entries(draft: &Draft, entries: &[RespondentEntry]) -> Result<(), Refusal> {
    let enters = matches!(
        draft.kind(),
        Kind::CaseFilingProposed | Kind::CaseFiled | Kind::AccountabilityInquiryStarted | Kind::RespondentAdded
    );
    if !enters {
        return Ok(());
    }
    if let Some(i) = entries.iter().position(|e| e.tracks.is_empty()) {
        return Err(Refusal::malformed(format!("/payload/respondents/{i}/tracks"), "open at least one track"));
    }
    let named: BTreeSet<Uuid> = draft.refs.ids("respondent").collect();
    let entered: BTreeSet<Uuid> = entries.iter().map(|e| e.respondent).collect();
    if entered.len() == entries.len() && named == entered {
        return Ok(());
    }
    let problem = "the respondents entered and those in refs must be the same, each once".to_owned();
    Err(Refusal::Roles { role: "respondent".to_owned(), problem })
}

fn check_new(case: &Case, role: RoleSpec, id: Uuid) -> Result<(), Refusal> {
    if TAKEN_UP.contains(&role.name) && case.has(role.name, id) == Some(true) {
        return Ok(());
    }
    if case.holds(id) || case.mark(id).is_some() || id.is_nil() {
        return Err(Refusal::ObjectExists { role: role.name.to_owned(), id });
    }
    Ok(())
}

fn check_known(case: &Case, act: &Act, role: RoleSpec, id: Uuid, context: &Context<'_>) -> Result<(), Refusal> {
    let stream = match role.name {
        "official" | "person" | "merged_official" => Some(StreamKind::Person),
        "organ" | "managing_organ" | "parent" => Some(StreamKind::Organ),
        "case" | "lead_case" => Some(StreamKind::Case),
        _ => None,
    };
    let exists = match stream {
        Some(StreamKind::Case) if id == case.id => true,
        Some(kind) => (context.known)(kind, id),
        // The event of a correction may be one that was voided or is not in force: it is found in the log itself.
        None if role.name == "event" => context.target.is_some_and(|t| t.id() == id) || case.mark(id).is_some(),
        // An inspection finding lies outside the case, so only its form is checked.
        None if role.name == "finding" => true,
        None => {
            let entered = role.name == "respondent" && entries(act).iter().any(|e| e.respondent == id);
            entered || case.has(role.name, id) == Some(true)
        }
    };
    if exists { Ok(()) } else { Err(Refusal::ObjectMissing { role: role.name.to_owned(), id: id.to_string() }) }
}
