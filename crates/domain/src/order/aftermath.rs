//! What acts after a decision usually follow, where no single sub-state tells it.
//!
//! Whether a period has run out depends on the day and on the regime, so it is a finding of the rulebook and never here.

use uuid::Uuid;

use super::fact;
use crate::acts::Kind;
use crate::case::{Case, Clue, Missing, Standing};
use crate::codes::{AppealOutcome, ClueOutcome, RespondentKind};
use crate::refs::Refs;
use crate::touch;

pub(super) fn missing(case: &Case, kind: Kind, refs: &Refs) -> Vec<Missing> {
    let lacks = |need: &str, acts: &[Kind]| vec![fact("fact", "none", need, acts)];
    match kind {
        Kind::SelfCriticismSubmitted | Kind::ExaminationMadeAtMeeting => {
            of_respondents(refs, "form_on_cadre", &[Kind::AccountabilityFormDecided], |id| form_on_cadre(case, id))
        }
        Kind::PersonnelActionRecorded if !official_known(case, refs) => {
            lacks("official_known", &[Kind::SubjectIdentified, Kind::CaseFiled, Kind::AccountabilityInquiryStarted])
        }
        Kind::ReappointmentProposed => {
            let measure = |id: Uuid| case.measures.values().any(|measure| measure.respondent == id);
            let acts = [Kind::SanctionImposed, Kind::AccountabilityFormDecided];
            of_respondents(refs, "measure_decided", &acts, measure)
        }
        Kind::ReputationRestored | Kind::RankRestored | Kind::CompensationPaid if !put_right(case) => {
            lacks("appeal_decided", &[Kind::AppealDecided, Kind::DecisionCorrected])
        }
        Kind::FalseAccusationSuspected | Kind::ClarificationProposed if !unfounded(case, refs) => {
            lacks("closed_unfounded", &[Kind::ClueClosed])
        }
        Kind::CorrectionOrdered | Kind::DecisionCorrected if !error_found(case, refs) => {
            lacks("error_discovered", &[Kind::ErrorDiscovered])
        }
        _ => Vec::new(),
    }
}

/// The same fact missing of each respondent named of whom it does not hold.
fn of_respondents(refs: &Refs, need: &str, acts: &[Kind], holds: impl Fn(Uuid) -> bool) -> Vec<Missing> {
    let lacking = refs.ids("respondent").filter(|id| !holds(*id));
    lacking.map(|id| Missing { object: Some(id.to_string()), ..fact("fact", "none", need, acts) }).collect()
}

/// A form of accountability was decided on this respondent, who is no body.
fn form_on_cadre(case: &Case, respondent: Uuid) -> bool {
    let is_body = case.respondents.get(&respondent).is_some_and(|r| r.kind == Some(RespondentKind::Organisation));
    let mut own = case.measures.values().filter(|measure| measure.respondent == respondent);
    !is_body && own.any(|measure| measure.track.is_none_or(touch::takes_forms))
}

/// The official is tied to the case: as a respondent, or as somebody a report or clue was found to name.
fn official_known(case: &Case, refs: &Refs) -> bool {
    let subjects = case.reports.values().map(|r| &r.subjects).chain(case.clues.values().map(|c| &c.subjects)).flatten();
    let mut known = case.respondents.values().filter_map(|r| r.official).chain(subjects.filter_map(|s| s.identified));
    match (refs.id("official"), refs.id("respondent")) {
        // Who the respondent is may be told by this act for the first time, or under the id of a merged entry.
        (Some(_), Some(_)) => true,
        (None, Some(id)) => case.respondents.get(&id).is_some_and(|r| r.official.is_some()),
        (Some(official), None) => known.any(|id| id == official),
        (None, None) => known.next().is_some(),
    }
}

/// A decision was changed or taken away on appeal, or corrected.
fn put_right(case: &Case) -> bool {
    use AppealOutcome::{Revoked, RevokedAndRemade, Varied};
    let changed = [Some(Varied), Some(RevokedAndRemade), Some(Revoked)];
    let standings = [Standing::Varied, Standing::Revoked, Standing::Corrected];
    case.appeals.values().any(|appeal| changed.contains(&appeal.outcome))
        || case.determinations.values().any(|determination| standings.contains(&determination.standing))
}

/// A clue was closed as unfounded: one of those named, or of the reports named, or any where none is named.
fn unfounded(case: &Case, refs: &Refs) -> bool {
    let clues: Vec<Uuid> = refs.ids("clue").collect();
    let reports: Vec<Uuid> = refs.ids("report").collect();
    let meant = |id: &Uuid, clue: &Clue| match (clues.is_empty(), reports.is_empty()) {
        (false, _) => clues.contains(id),
        (true, false) => clue.reports.iter().any(|report| reports.contains(report)),
        (true, true) => true,
    };
    case.clues.iter().any(|(id, clue)| meant(id, clue) && clue.outcome == Some(ClueOutcome::Unfounded))
}

/// An error was found in everything that is to be corrected.
fn error_found(case: &Case, refs: &Refs) -> bool {
    let mut named = refs.ids("determination").chain(refs.ids("event"));
    !case.errors.is_empty() && (case.errors.contains(&case.id) || named.all(|id| case.errors.contains(&id)))
}
