//! What is proposed for a pair, from the report of the investigation to the decision.

use uuid::Uuid;

use super::part_at;
use crate::acts::Kind;
use crate::acts::decision::{AccountabilityFormDecided, DeterminationMade, PreDecisionNoticeServed, SanctionImposed};
use crate::acts::investigation::InvestigationReportSubmitted;
use crate::acts::review::ReviewReportSubmitted;
use crate::case::{Case, PartAt, Proposal, Track};
use crate::codes::TrackCode;
use crate::event::Event;
use crate::fields::Code;

/// Acts by which it is decided what was proposed before.
const DECISIONS: [Kind; 3] = [Kind::DeterminationMade, Kind::SanctionImposed, Kind::AccountabilityFormDecided];

pub(super) fn by_investigation(case: &mut Case, event: &Event, p: &InvestigationReportSubmitted) {
    for one in p.proposal_per_respondent.known().into_iter().flatten() {
        in_words(case, event, (one.respondent, one.track.known().copied()), part_at(event, &one.proposal));
    }
}

pub(super) fn by_review(case: &mut Case, event: &Event, p: &ReviewReportSubmitted) {
    for one in p.per_respondent.known().into_iter().flatten() {
        in_words(case, event, (one.respondent, one.track.known().copied()), part_at(event, &one.opinion));
    }
}

/// A notice tells what is proposed in codes, one for each track; what it does not name stays as it was.
pub(super) fn told(case: &mut Case, event: &Event, p: &PreDecisionNoticeServed) {
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

pub(super) fn determined(case: &mut Case, event: &Event, p: &DeterminationMade) {
    for pair in event.refs().tracks().map(|(respondent, track)| (Some(respondent), Some(track))) {
        tracks(case, pair)
            .into_iter()
            .for_each(|track| track.proposal = Proposal { outcome: p.outcome.known().copied(), ..begun(event) });
    }
}

pub(super) fn sanctioned(case: &mut Case, event: &Event, p: &SanctionImposed) {
    decided(case, event, p.kind.known(), p.months.known().copied());
}

pub(super) fn form_decided(case: &mut Case, event: &Event, p: &AccountabilityFormDecided) {
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
