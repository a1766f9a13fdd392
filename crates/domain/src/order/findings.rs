//! What an answer to a finding usually follows: a signed check that found it.

use super::fact;
use crate::acts::{Act, Kind};
use crate::case::{Case, Check, Missing};
use crate::evolve::check::asked;
use crate::refs::Refs;

pub(super) fn missing(case: &Case, kind: Kind, act: Option<&Act>, refs: &Refs) -> Option<Missing> {
    if kind != Kind::FindingAnswered || stands(case, act, refs) {
        return None;
    }
    Some(fact("fact", "none", "finding_stands", &[Kind::ComplianceCheckRun]))
}

/// The check named lists the finding, or some check does where none is named. Of an act that is named in place of a check
/// only a rulebook could say whether something is found on it, so the answer is taken at its word.
fn stands(case: &Case, act: Option<&Act>, refs: &Refs) -> bool {
    let lists = |check: &Check| match act {
        Some(Act::FindingAnswered(p)) => check.findings.iter().any(|found| found.fits(&asked(p))),
        _ => !check.findings.is_empty(),
    };
    match refs.id("event") {
        None => case.checks.values().any(lists),
        Some(event) => match case.checks.get(&event) {
            Some(check) => lists(check),
            None => act.is_some() && case.mark(event).is_some(),
        },
    }
}
