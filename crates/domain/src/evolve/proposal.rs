//! What is proposed for a pair, from the report of the investigation to the decision.

use uuid::Uuid;

use super::part_at;
use crate::acts::decision::{AccountabilityFormDecided, DeterminationMade, PreDecisionNoticeServed, SanctionImposed};
use crate::acts::investigation::InvestigationReportSubmitted;
use crate::acts::review::ReviewReportSubmitted;
use crate::acts::{Act, Kind};
use crate::case::{Case, PartAt, Proposal, Track};
use crate::codes::TrackCode;
use crate::event::Event;
use crate::fields::Code;

/// Acts by which it is decided what was proposed before.
const DECISIONS: [Kind; 3] = [Kind::DeterminationMade, Kind::SanctionImposed, Kind::AccountabilityFormDecided];

/// Takes up what an act proposes or decides.
pub(super) fn note(case: &mut Case, event: &Event) {
    match event.act() {
        Act::InvestigationReportSubmitted(p) => by_investigation(case, event, p),
        Act::ReviewReportSubmitted(p) => by_review(case, event, p),
        Act::PreDecisionNoticeServed(p) => told(case, event, p),
        Act::DeterminationMade(p) => determined(case, event, p),
        Act::SanctionImposed(p) => sanctioned(case, event, p),
        Act::AccountabilityFormDecided(p) => form_decided(case, event, p),
        _ => {}
    }
}

fn by_investigation(case: &mut Case, event: &Event, p: &InvestigationReportSubmitted) {
    for one in p.proposal_per_respondent.known().into_iter().flatten() {
        in_words(case, event, (one.respondent, one.track.known().copied()), part_at(event, &one.proposal));
    }
}

fn by_review(case: &mut Case, event: &Event, p: &ReviewReportSubmitted) {
    for one in p.per_respondent.known().into_iter().flatten() {
        in_words(case, event, (one.respondent, one.track.known().copied()), part_at(event, &one.opinion));
    }
}

/// A notice tells what is proposed in codes, one for each track; what it does not name stays as it was.
fn told(case: &mut Case, event: &Event, p: &PreDecisionNoticeServed) {
    for one in p.proposed.known().into_iter().flatten() {
        for track in tracks(case, (event.refs().id("respondent"), one.track.known().copied())) {
            track.proposal = Proposal {
                codes: one.kind.known().map(|code| code.as_str().to_owned()).into_iter().collect(),
                months: one.months.known().copied(),
                ..begun(event)
            };
        }
    }
}

fn determined(case: &mut Case, event: &Event, p: &DeterminationMade) {
    for pair in event.refs().tracks().map(|(respondent, track)| (Some(respondent), Some(track))) {
        for track in tracks(case, pair) {
            track.proposal = Proposal { outcome: p.outcome.known().copied(), ..begun(event) };
        }
    }
}

fn sanctioned(case: &mut Case, event: &Event, p: &SanctionImposed) {
    decided(case, event, p.kind.known(), p.months.known().copied());
}

fn form_decided(case: &mut Case, event: &Event, p: &AccountabilityFormDecided) {
    decided(case, event, p.form.known().into_iter().chain(p.combined_with.known().into_iter().flatten()), None);
}

/// What a determination brings: several measures can stand on one.
fn decided<'c>(case: &mut Case, event: &Event, codes: impl IntoIterator<Item = &'c Code>, months: Option<u32>) {
    let codes: Vec<String> = codes.into_iter().map(|code| code.as_str().to_owned()).collect();
    for pair in event.refs().tracks().map(|(respondent, track)| (Some(respondent), Some(track))) {
        for track in tracks(case, pair) {
            let is_decided = DECISIONS.iter().any(|kind| track.proposal.by.as_deref() == Some(kind.as_str()));
            if !is_decided {
                track.proposal = Proposal::default();
            }
            track.proposal.by = begun(event).by;
            track.proposal.codes.extend(codes.iter().cloned());
            track.proposal.months = months.or(track.proposal.months);
        }
    }
}

fn in_words(case: &mut Case, event: &Event, (respondent, track): (Uuid, Option<TrackCode>), text: Option<PartAt>) {
    for track in tracks(case, (Some(respondent), track)) {
        track.proposal = Proposal { text, ..begun(event) };
    }
}

fn begun(event: &Event) -> Proposal {
    Proposal { by: Some(event.kind().as_str().to_owned()), ..Proposal::default() }
}

/// The pair that is meant; all pairs of the respondent where no track is named.
fn tracks(case: &mut Case, (respondent, track): (Option<Uuid>, Option<TrackCode>)) -> Vec<&mut Track> {
    let Some(found) = respondent.and_then(|id| case.respondents.get_mut(&id)) else { return Vec::new() };
    found.tracks.iter_mut().filter(|(code, _)| track.is_none_or(|track| track == **code)).map(|(_, one)| one).collect()
}
