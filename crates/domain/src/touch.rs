//! Which objects an act moves, from its refs and the case as it stands.

use uuid::Uuid;

use crate::acts::{Act, Kind};
use crate::case::{Case, Pair, Track};
use crate::codes::{CodeList, Outcome, TrackCode};
use crate::refs::Refs;
use crate::spec::Phase;
use crate::states::{LetterState, ReferralState, TrackState};

/// The objects an act is about, per machine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// Reports.
    pub reports: Vec<Uuid>,
    /// Clues.
    pub clues: Vec<Uuid>,
    /// Respondent × track.
    pub pairs: Vec<Pair>,
    /// Appeals.
    pub appeals: Vec<Uuid>,
    /// Items of rectification.
    pub items: Vec<Uuid>,
    /// Requests for approval.
    pub requests: Vec<Uuid>,
    /// Letters of a written inquiry.
    pub letters: Vec<Uuid>,
    /// Recusals.
    pub recusals: Vec<Uuid>,
    /// Evidence.
    pub evidence: Vec<Uuid>,
    /// Respondents whose return to a post it tells of.
    pub reappointments: Vec<Uuid>,
    /// Reports whose truth it tells of.
    pub accusations: Vec<Uuid>,
    /// Officials whose clarification it tells of.
    pub clarifications: Vec<Uuid>,
    /// Reports that follow a clue or a determination; they move when that fits and are never judged.
    pub following_reports: Vec<Uuid>,
    /// Pairs that follow an appeal or an order to rectify.
    pub following_pairs: Vec<Pair>,
    /// Pairs decided already whose supplement for the procuratorate the act belongs to; it leaves them where they are.
    pub supplemented: Vec<Pair>,
}

impl Touched {
    /// Whether the act is about an object that stands already; evidence just gathered is not one.
    pub(crate) fn is_about_something(&self, kind: Kind) -> bool {
        let gathers = matches!(kind, Kind::EvidenceCollected | Kind::InterviewRecorded);
        *self != Self { evidence: if gathers { self.evidence.clone() } else { Vec::new() }, ..Self::default() }
    }
}

/// Finds the objects of an act.
pub fn touched(case: &Case, kind: Kind, refs: &Refs) -> Touched {
    let mut found = Touched {
        reports: refs.ids("report").collect(),
        clues: refs.ids("clue").collect(),
        appeals: refs.ids("appeal").collect(),
        items: refs.ids("item").collect(),
        requests: refs.ids("request").collect(),
        letters: letters(case, kind, refs),
        recusals: refs.ids("recusal").collect(),
        evidence: refs.ids("evidence").collect(),
        ..Touched::default()
    };
    // Evidence, talks and decisions of an appeal or a clue leave the pairs where they are.
    let elsewhere = !found.appeals.is_empty() || (!found.clues.is_empty() && kind.spec().phase == Phase::Investigation);
    if !elsewhere {
        let of_supplement = |pair: &Pair| supplements(case, kind, *pair);
        (found.supplemented, found.pairs) = pairs(case, kind, refs).into_iter().partition(of_supplement);
    }
    match kind {
        // Ordering rectification begins the execution of a decision announced, and fits every other state too.
        Kind::RectificationOrdered => found.following_pairs = std::mem::take(&mut found.pairs),
        Kind::ClueClosed => {
            found.following_reports =
                found.clues.iter().filter_map(|c| case.clues.get(c)).flat_map(|c| c.reports.clone()).collect();
        }
        Kind::DeterminationMade => found.following_reports = case.reports.keys().copied().collect(),
        Kind::AppealDecided => found.following_pairs = appealed_pairs(case, refs),
        Kind::ReappointmentProposed | Kind::ReappointmentDecided => {
            found.reappointments = refs.ids("respondent").collect();
        }
        Kind::FalseAccusationSuspected | Kind::FalseAccusationFound | Kind::MistakenReportFound => {
            found.accusations = accused(case, &found);
        }
        Kind::ClarificationProposed | Kind::ClarificationApproved | Kind::Clarified => {
            found.clarifications = refs.ids("official").collect();
        }
        // A sanction of discipline asks neither for a written examination nor for one before a meeting.
        Kind::SelfCriticismSubmitted | Kind::ExaminationMadeAtMeeting
            if found.pairs.iter().any(|(_, track)| takes_forms(*track)) =>
        {
            found.pairs.retain(|(_, track)| takes_forms(*track));
        }
        _ => {}
    }
    found
}

/// Whether the act looks further into a pair that was decided, because the procuratorate sent it back.
fn supplements(case: &Case, kind: Kind, pair: Pair) -> bool {
    let looks_further = matches!(
        kind,
        Kind::InvestigationTeamFormed
            | Kind::TeamChanged
            | Kind::InvestigationPlanApproved
            | Kind::EvidenceCollected
            | Kind::InterviewRecorded
            | Kind::FactListed
            | Kind::InvestigationReportSubmitted
    );
    looks_further && case.referral_state(pair) == ReferralState::Returned && !case.track_state(pair).is_open()
}

/// The letter named; else those to this official on this clue that wait for this act, or all of them when none does.
fn letters(case: &Case, kind: Kind, refs: &Refs) -> Vec<Uuid> {
    let named: Vec<Uuid> = refs.ids("letter").collect();
    let waits_for = match kind {
        Kind::InquiryLetterReceived => LetterState::Issued,
        Kind::InquiryReplyReceived => LetterState::Received,
        _ => return named,
    };
    if !named.is_empty() {
        return named;
    }
    let (clue, official) = (refs.id("clue"), refs.id("official"));
    let sent = case
        .letters
        .iter()
        .filter(|(_, letter)| letter.clue == clue && (official.is_none() || letter.official == official));
    let (waiting, others): (Vec<_>, Vec<_>) = sent.partition(|(_, letter)| letter.state == waits_for);
    let chosen = if waiting.is_empty() { others } else { waiting };
    chosen.into_iter().map(|(id, _)| *id).collect()
}

/// Explicit pairs; else, for what comes back from the procuratorate or the court, those referred; else the respondents' own; else those of the measure, determination or document; else, where the
/// catalogue lets respondents be left out, all open pairs.
fn pairs(case: &Case, kind: Kind, refs: &Refs) -> Vec<Pair> {
    let named: Vec<Pair> = refs.tracks().collect();
    if !named.is_empty() {
        return named;
    }
    if matches!(kind, Kind::ReturnedByProcuratorate | Kind::JudicialOutcomeRecorded) {
        let respondents: Vec<Uuid> = refs.ids("respondent").collect();
        let is_referred =
            |(pair, track): &(Pair, &Track)| respondents.contains(&pair.0) && track.referral != ReferralState::Start;
        let referred: Vec<Pair> = case.pairs().filter(is_referred).map(|(pair, _)| pair).collect();
        if !referred.is_empty() {
            return referred;
        }
    }
    let decided: Vec<Pair> = refs
        .ids("measure")
        .filter_map(|m| case.measures.get(&m).and_then(|m| Some((m.respondent, m.track?))))
        .chain(refs.ids("determination").filter_map(|d| case.pair_of(d)))
        .chain(
            refs.ids("document")
                .filter_map(|d| case.documents.get(&d))
                .flat_map(|d| d.determinations.iter().filter_map(|d| case.pair_of(*d))),
        )
        .collect();
    if !decided.is_empty() {
        return unique(decided);
    }
    let respondents: Vec<Uuid> = refs.ids("respondent").collect();
    let reopening = kind == Kind::CaseReopened;
    let after_decision = matches!(kind.spec().phase, Phase::Execution) || reopening;
    let of = |wanted: &dyn Fn(Uuid) -> bool| -> Vec<Pair> {
        case.pairs()
            .filter(|((respondent, _), track)| {
                wanted(*respondent) && if after_decision { !track.state.is_open() } else { track.state.is_open() }
            })
            .map(|(pair, _)| pair)
            .collect()
    };
    if !respondents.is_empty() {
        let open = of(&|id| respondents.contains(&id));
        return if open.is_empty() {
            case.pairs().map(|(p, _)| p).filter(|(r, _)| respondents.contains(r)).collect()
        } else {
            open
        };
    }
    let may_leave_out = kind.spec().role("respondent").is_some_and(|r| r.optional);
    if may_leave_out && (kind.spec().phase == Phase::Investigation || kind.spec().phase == Phase::Review || reopening) {
        return of(&|_| true);
    }
    Vec::new()
}

/// The reports named, or else those that the clues named came from.
fn accused(case: &Case, found: &Touched) -> Vec<Uuid> {
    if !found.reports.is_empty() {
        return found.reports.clone();
    }
    found.clues.iter().filter_map(|clue| case.clues.get(clue)).flat_map(|clue| clue.reports.clone()).collect()
}

fn appealed_pairs(case: &Case, refs: &Refs) -> Vec<Pair> {
    let named = refs.ids("determination");
    let by_appeal =
        refs.ids("appeal").filter_map(|a| case.appeals.get(&a)).flat_map(|a| a.determinations.iter().copied());
    unique(named.chain(by_appeal).filter_map(|d| case.pair_of(d)).collect())
}

fn unique(mut pairs: Vec<Pair>) -> Vec<Pair> {
    pairs.sort();
    pairs.dedup();
    pairs
}

/// The variant of an act that its tables tell apart; empty when there is none.
pub fn variant(act: &Act) -> &'static str {
    use crate::codes::{AppealOutcome, ApprovalResult, BodyApproval};
    match act {
        Act::DispositionApproved(p) => match (p.result.known(), p.way.known()) {
            (Some(ApprovalResult::Approved), Some(way)) => way.as_str(),
            (Some(ApprovalResult::Approved) | None, _) => "",
            (Some(other), _) => other.as_str(),
        },
        Act::ApprovalDecided(p) => p.result.known().map_or("", |r| r.as_str()),
        Act::DecisionApproved(p) if p.result.known() == Some(&BodyApproval::Refused) => "refused",
        Act::AppealDecided(p) if p.outcome.known() == Some(&AppealOutcome::RevokedAndRemanded) => {
            "revoked_and_remanded"
        }
        Act::ReporterObjectionRecorded(p) if p.new_evidence_offered.known() == Some(&true) => "new_evidence",
        Act::ClueReportedUpward(p) => p.stage.known().map_or("", |s| s.as_str()),
        Act::EvidenceHandedOver(p) => p.purpose.known().map_or("", |p| p.as_str()),
        Act::RecusalDecided(p) => match p.granted.known() {
            Some(true) => "granted",
            Some(false) => "refused",
            None => "",
        },
        Act::ClueReviewed(p) if p.result.known().is_some_and(|c| c.as_str() == "reassigned") => "reassigned",
        _ => "",
    }
}

/// The variant for one pair: a respondent added on the accountability track starts in an inquiry, others as filed; what
/// the procuratorate returns is investigated again, unless something besides the referral was decided of it.
pub fn pair_variant(case: &Case, kind: Kind, whole: Option<&'static str>, pair: Pair) -> Option<&'static str> {
    match kind {
        Kind::RespondentAdded => Some(if pair.1 == TrackCode::Accountability { "accountability" } else { "" }),
        Kind::ReturnedByProcuratorate => {
            let outcome = case.respondents.get(&pair.0).and_then(|r| r.tracks.get(&pair.1)).and_then(|t| t.outcome);
            let is_decided = outcome.is_some_and(|outcome| outcome != Outcome::Referred);
            Some(if is_decided && !case.track_state(pair).is_open() { "decided" } else { "" })
        }
        _ => whole,
    }
}

/// Whether forms of accountability are decided on this track; on the others sanctions are.
pub fn takes_forms(track: TrackCode) -> bool {
    matches!(track, TrackCode::Accountability | TrackCode::Handling | TrackCode::Petition)
}

/// Whether a pair has reached service: from then on remedies are open.
pub fn is_served(state: TrackState) -> bool {
    (TrackState::Announced..=TrackState::Executed).contains(&state)
}
