//! What was submitted and waits for somebody else's decision.

use std::collections::BTreeSet;

use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::case::{Case, Pair};
use wenze_domain::event::Event;
use wenze_domain::states::{
    AppealState, ClarificationState, ClueState, ItemState, ReappointmentState, RecusalState, RequestState, TrackState,
};

use super::objects::{Objects, pair_name};

/// A paper that nobody has decided on yet.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Submission<'e> {
    /// The act.
    pub(super) event: &'e Event,
    /// Kinds of act that decide on it.
    pub(super) decided_by: &'static [Kind],
    /// What still waits.
    objects: BTreeSet<String>,
}

impl Submission<'_> {
    /// Whether it is about any of these.
    pub(super) fn is_about(&self, objects: &Objects) -> bool {
        self.objects.iter().any(|id| objects.has(id))
    }
}

/// The papers of a case on which nobody has decided. Of two on one thing only the later waits.
pub(super) fn undecided<'e>(events: &[&'e Event], case: &Case) -> Vec<Submission<'e>> {
    let mut taken: BTreeSet<(Kind, String)> = BTreeSet::new();
    let mut found = Vec::new();
    for event in events.iter().rev().copied() {
        let kind = event.kind();
        let Some(decided_by) = decided_by(kind) else { continue };
        let mut objects = waiting(event, case);
        objects.retain(|id| taken.insert((kind, id.clone())));
        if !objects.is_empty() {
            found.push(Submission { event, decided_by, objects });
        }
    }
    found.reverse();
    found
}

/// What decides on a paper of this kind; none for an act that asks for no decision.
fn decided_by(kind: Kind) -> Option<&'static [Kind]> {
    Some(match kind {
        Kind::ApprovalRequested => &[Kind::ApprovalDecided],
        Kind::DispositionProposed => &[Kind::DispositionApproved],
        Kind::CaseFilingProposed => &[Kind::CaseFilingApproved, Kind::CaseFilingRefused],
        Kind::CaseTransferredForReview => &[Kind::ReviewAccepted],
        Kind::ReviewReportSubmitted => &[Kind::DecisionMeetingHeld],
        Kind::RecusalRequested => &[Kind::RecusalDecided],
        Kind::PanelOpinionGiven => &[Kind::AppealDecided],
        Kind::RectificationClaimed => &[Kind::RectificationAccepted, Kind::RectificationRejected],
        Kind::ClarificationProposed => &[Kind::ClarificationApproved],
        Kind::ReappointmentProposed => &[Kind::ReappointmentDecided],
        _ => return None,
    })
}

/// The objects of a paper that still stand where it put them.
fn waiting(event: &Event, case: &Case) -> BTreeSet<String> {
    let of = |role: &str, waits: &dyn Fn(Uuid) -> bool| -> BTreeSet<String> {
        event.refs().ids(role).filter(|id| waits(*id)).map(|id| id.to_string()).collect()
    };
    match event.kind() {
        Kind::ApprovalRequested => {
            of("request", &|id| case.requests.get(&id).is_some_and(|one| one.state == RequestState::Requested))
        }
        Kind::DispositionProposed => {
            of("clue", &|id| case.clues.get(&id).is_some_and(|one| one.state == ClueState::Proposed))
        }
        Kind::CaseFilingProposed => pairs(event, case, TrackState::FilingProposed),
        Kind::CaseTransferredForReview => pairs(event, case, TrackState::SentForReview),
        Kind::ReviewReportSubmitted => pairs(event, case, TrackState::ReviewReported),
        Kind::RecusalRequested => {
            of("recusal", &|id| case.recusals.get(&id).is_some_and(|one| one.state == RecusalState::Open))
        }
        Kind::PanelOpinionGiven => {
            of("appeal", &|id| case.appeals.get(&id).is_some_and(|one| one.state == AppealState::Panel))
        }
        Kind::RectificationClaimed => of("item", &|id| {
            let state = case.items.get(&id).map(|one| one.state);
            matches!(state, Some(ItemState::Claimed | ItemState::Inspected))
        }),
        Kind::ClarificationProposed => of("official", &|id| {
            case.clarifications.get(&id).is_some_and(|one| one.state == ClarificationState::Proposed)
        }),
        Kind::ReappointmentProposed => of("respondent", &|id| {
            case.respondents.get(&id).is_some_and(|one| one.reappointment.state == ReappointmentState::Proposed)
        }),
        _ => BTreeSet::new(),
    }
}

/// The pairs of an act that stand so: those it names, or all of the respondents it names.
fn pairs(event: &Event, case: &Case, state: TrackState) -> BTreeSet<String> {
    let named: BTreeSet<Pair> = event.refs().tracks().collect();
    let whom: BTreeSet<Uuid> = event.refs().ids("respondent").collect();
    let is_its = |pair: &Pair| if named.is_empty() { whom.contains(&pair.0) } else { named.contains(pair) };
    let standing = case.pairs().filter(|(pair, track)| is_its(pair) && track.state == state);
    standing.map(|((respondent, track), _)| pair_name(respondent, track)).collect()
}
