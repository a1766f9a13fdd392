//! The facts of a case as it is known at one instant, made from the folded case and what was noted.

use uuid::Uuid;
use wenze_domain::case::Case;
use wenze_domain::codes::TrackCode;

use super::fact::Fact;
use super::noted::Noted;

mod aftermath;
mod decisions;
mod intake;
mod stages;

/// All facts, in no order.
pub(super) fn of(case: &Case, noted: &Noted) -> Vec<Fact> {
    let mut facts = Vec::new();
    intake::reports(case, noted, &mut facts);
    intake::clues(case, noted, &mut facts);
    intake::filed(case, noted, &mut facts);
    stages::stages(case, noted, &mut facts);
    decisions::decided(case, noted, &mut facts);
    decisions::imposed(case, noted, &mut facts);
    decisions::referred(case, noted, &mut facts);
    aftermath::appeals(case, noted, &mut facts);
    aftermath::minor_measures(case, noted, &mut facts);
    aftermath::returns(case, noted, &mut facts);
    aftermath::closed(case, noted, &mut facts);
    facts
}

/// The dimensions that tell a respondent apart.
fn whose(fact: Fact, case: &Case, respondent: Uuid) -> Fact {
    let Some(one) = case.respondents.get(&respondent) else { return fact };
    fact.by("level", one.post_level).by("post", one.post_kind).by("identity", one.identity).by("target", one.kind)
}

/// The dimensions that tell a pair apart.
fn of_pair(fact: Fact, case: &Case, (respondent, track): (Uuid, Option<TrackCode>)) -> Fact {
    whose(fact, case, respondent).by("track", track)
}

/// Whether an organ acts on its own or on others: a body by itself, a cadre by the organ that manages the cadre.
fn body(case: &Case, noted: &Noted, respondent: Uuid, acting: Option<Uuid>) -> Option<&'static str> {
    let of_respondent = case.respondents.get(&respondent).and_then(|one| one.organ);
    let own = [of_respondent, noted.managed_by.get(&respondent).copied()];
    let (acting, mut known) = (acting?, own.into_iter().flatten().peekable());
    known.peek()?;
    Some(if known.any(|organ| organ == acting) { "same_body" } else { "other_body" })
}
