//! The rows: one for each ground on which somebody is excluded.

use std::collections::BTreeSet;

use uuid::Uuid;
use wenze_domain::case::Case;
use wenze_domain::states::RecusalState;

use super::Line;
use super::noted::Noted;

/// The case is about the person.
pub(super) const NAMED: &str = "named";
/// The recusal was granted.
const GRANTED: &str = "granted";

/// Who is excluded from a case, on which grounds.
pub(crate) fn lines(case: &Case, noted: &Noted) -> Vec<Line> {
    let line = |(person, ground, object): (Uuid, &str, Uuid)| Line {
        case_id: case.id,
        person,
        ground: ground.to_owned(),
        object,
        since: noted.since.get(&person).copied().unwrap_or(case.version),
    };
    let named = named(case).into_iter().map(|person| (person, NAMED, person));
    named.chain(recused(case, noted)).map(line).collect()
}

/// The same persons.
pub(super) fn excluded(case: &Case, noted: &Noted) -> BTreeSet<Uuid> {
    let mut excluded = named(case);
    excluded.extend(recused(case, noted).map(|(person, ..)| person));
    excluded
}

/// Whom a case names: respondents, whoever a report or clue was found to speak of, to whom a letter of inquiry went, and who
/// was to be cleared.
pub(super) fn named(case: &Case) -> BTreeSet<Uuid> {
    let respondents = case.respondents.values().filter_map(|one| one.official);
    let reported = case.reports.values().flat_map(|one| &one.subjects);
    let subjects = reported.chain(case.clues.values().flat_map(|one| &one.subjects));
    let asked = case.letters.values().filter_map(|one| one.official);
    let named = respondents.chain(subjects.filter_map(|one| one.identified)).chain(asked);
    named.chain(case.clarifications.keys().copied()).collect()
}

/// Whoever is recused, or is to be taken for recused until it is decided: person, ground, recusal.
fn recused<'a>(case: &'a Case, noted: &'a Noted) -> impl Iterator<Item = (Uuid, &'static str, Uuid)> + 'a {
    case.recusals.iter().filter_map(|(id, one)| {
        let ground = match one.state {
            RecusalState::Recused => GRANTED,
            RecusalState::Open => noted.heeded.get(id)?.as_str(),
            _ => return None,
        };
        Some((one.person?, ground, *id))
    })
}
