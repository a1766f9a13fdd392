//! `evolve`: one event onto a case. Pure and total; it never reads regime data and no input panics it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::acts::{Act, Kind};
use crate::case::{Case, Mark, PartAt};
use crate::codes::CodeList;
use crate::effective::Effective;
use crate::event::Event;
use crate::fields::{Guarded, Recorded};
use crate::machine::{self, Move, State};
use crate::states::TrackState;
use crate::touch::{self, Touched};

mod appeal;
pub(crate) mod check;
mod clarification;
mod decision;
mod filing;
mod inquiry;
mod intake;
mod personnel;
mod proposal;
mod rectification;
mod referral;

/// One object moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Its machine.
    pub machine: String,
    /// The object: an id, or `<respondent>/<track>`.
    pub object: String,
    /// From.
    pub from: String,
    /// To.
    pub to: String,
}

/// Folds one event and tells what moved.
pub fn evolve(case: &mut Case, item: &Effective<'_>) -> Vec<Moved> {
    let event: &Event = &item.event;
    let (act, refs) = (event.act(), event.refs());
    if case.id.is_nil() {
        case.id = event.envelope.stream.id;
    }
    let missing = crate::order::missing(case, act.kind(), Some(act), refs);
    bring_into_being(case, event);
    let touched = touch::touched(case, act.kind(), refs);
    let moved = advance_all(case, act, &touched);
    note_facts(case, event, &touched, &moved);
    proposal::note(case, event);
    case.version = event.version;
    case.events.push(Mark {
        version: event.version,
        event_id: event.id(),
        kind: act.kind().as_str().to_owned(),
        missing,
        uncertain: item.uncertain,
        undated: item.undated,
    });
    moved
}

/// Folds a whole effective history.
pub fn fold(id: Uuid, history: &[Effective<'_>]) -> Case {
    let mut case = Case::new(id);
    for item in history {
        evolve(&mut case, item);
    }
    case
}

/// Objects that the act names for the first time; an id that stands already is taken up, never replaced.
fn bring_into_being(case: &mut Case, event: &Event) {
    match event.act() {
        Act::ReportReceived(p) => intake::received(case, event, p),
        Act::ClueOpened(p) => intake::clue_opened(case, event, p),
        Act::CaseFilingProposed(p) => filing::respondents(case, event, &p.respondents),
        Act::CaseFiled(p) => filing::respondents(case, event, &p.respondents),
        Act::AccountabilityInquiryStarted(p) => filing::respondents(case, event, &p.respondents),
        Act::RespondentAdded(p) => filing::respondents(case, event, std::slice::from_ref(&p.entry)),
        Act::FactListed(_) => case.facts.extend(event.refs().ids("fact")),
        Act::EvidenceCollected(_) | Act::InterviewRecorded(_) => inquiry::evidence(case, event),
        Act::InquiryLetterIssued(p) => inquiry::letter_issued(case, event, p),
        Act::RecusalGroundKnown(p) => inquiry::recusal(case, event, p.ground.known().copied()),
        Act::RecusalRequested(p) => inquiry::recusal(case, event, p.ground.known().copied()),
        Act::DefenceHeard(p) => {
            case.arguments.extend(event.refs().ids("argument"));
            case.arguments.extend(p.arguments.known().into_iter().flatten().map(|a| a.argument));
        }
        Act::DecisionMeetingHeld(p) => decision::meeting(case, event, p),
        Act::DeterminationMade(p) => decision::determination(case, event, p),
        Act::SanctionImposed(p) => decision::sanction(case, event, p),
        Act::AccountabilityFormDecided(p) => decision::form(case, event, p),
        Act::DecisionDocumentIssued(p) => decision::document(case, event, p),
        Act::AppealFiled(p) => appeal::filed(case, event, p),
        Act::RectificationOrdered(p) => rectification::ordered(case, event, p),
        Act::ClarificationProposed(_) | Act::ClarificationApproved(_) | Act::Clarified(_) => {
            clarification::begun(case, event);
        }
        Act::ApprovalRequested(p) => {
            for id in event.refs().ids("request") {
                case.requests.entry(id).or_default().act_kind = Some(p.act_kind.as_str().to_owned());
            }
        }
        _ => {}
    }
}

/// Facts an act adds to objects that stand already.
fn note_facts(case: &mut Case, event: &Event, touched: &Touched, moved: &[Moved]) {
    match event.act() {
        Act::ReportRegistered(p) => intake::registered(case, event, p),
        Act::SubjectIdentified(p) => intake::identified(case, event, p),
        Act::HandlerAssigned(p) => intake::handler(case, event, p),
        Act::DispositionApproved(p) => intake::disposition(case, event, p),
        Act::ClueHeld(p) => intake::review_date(case, event, p.review_by.known().copied()),
        Act::ClueReviewed(p) => intake::review_date(case, event, p.next_review_by.known().copied()),
        Act::ClueClosed(p) => intake::clue_closed(case, event, p),
        Act::InquiryLetterReceived(_) => inquiry::letter_received(case, event, touched),
        Act::InquiryReplyReceived(_) => inquiry::letter_replied(case, event, touched),
        Act::RecusalDecided(_) => inquiry::recusal_decided(case, event),
        Act::InvestigationDeadlineExtended(p) => inquiry::extended(case, touched, p.until.known().copied()),
        Act::ReviewDeadlineExtended(p) => inquiry::review_extended(case, touched, p.until.known().copied()),
        Act::ReturnedByProcuratorate(p) => {
            referral::returned(case, touched, p);
            next_round(case, moved);
        }
        Act::JudicialOutcomeRecorded(p) => referral::concluded(case, touched, p),
        Act::CaseFiled(p) => filing::filed(case, event, p),
        Act::AccountabilityInquiryStarted(_) => filing::inquiry_started(case, event),
        Act::ReturnedForSupplement(_) | Act::ReturnedForReinvestigation(_) => next_round(case, moved),
        Act::ResponsibilityAttributed(p) => decision::responsibility(case, event, p, touched),
        Act::DecisionServed(p) => appeal::served(case, event, p),
        Act::AppealAccepted(p) => appeal::accepted(case, event, p),
        Act::ExecutionSuspended(_) => decision::suspended(case, event, true),
        Act::ExecutionResumed(_) => decision::suspended(case, event, false),
        Act::SanctionLifted(_) => decision::lifted(case, event),
        Act::FormalitiesExtensionApproved(p) => decision::formalities(case, event, p.until.known().copied()),
        Act::ReappointmentDecided(p) => personnel::reappointment(case, event, p),
        Act::AppealTimeExtensionDecided(p) => appeal::time_extended(case, event, p.granted.known().copied()),
        Act::AppealDeadlineExtended(p) => appeal::decide_by(case, event, p.until.known().copied()),
        Act::AppealDecided(p) => {
            appeal::decided(case, event, p);
            next_round(case, moved);
        }
        Act::ErrorDiscovered(_) => decision::error(case, event),
        Act::CorrectionOrdered(p) => decision::correct_by(case, event, p.due_on.known().copied()),
        Act::DecisionCorrected(_) => decision::corrected(case, event),
        Act::SupervisionLetterIssued(p) => rectification::letter(case, event, p),
        Act::RectificationExtended(p) => rectification::due(case, event, p.until.known().copied()),
        Act::RectificationRejected(p) => rectification::due(case, event, p.new_due_on.known().copied()),
        Act::EscalationStepTaken(p) => rectification::step(case, event, p),
        Act::HonoursForfeited(p) => rectification::honours(case, event, p),
        Act::SatisfactionVoteRecorded(_) => rectification::vote(case, event),
        Act::ClarificationProposed(p) => clarification::proposed(case, event, p),
        Act::Clarified(_) => clarification::made(case, event),
        Act::CasesLinked(_) => {
            let own = case.id;
            case.linked.extend(event.refs().ids("case").filter(|id| *id != own));
        }
        Act::ComplianceCheckRun(p) => check::run(case, event, p),
        Act::FindingAnswered(p) => check::answered(case, event, p),
        Act::CaseClosed(_) => filing::closed(case, event),
        Act::CaseReopened(_) => {
            case.closed = None;
            next_round(case, moved);
        }
        _ => {}
    }
}

fn advance_all(case: &mut Case, act: &Act, touched: &Touched) -> Vec<Moved> {
    let (kind, when) = (act.kind(), Some(touch::variant(act)));
    let mut moved = Vec::new();
    for id in &touched.reports {
        if let Some(report) = case.reports.get_mut(id) {
            step(&mut report.state, kind, when, &id.to_string(), false, &mut moved);
        }
    }
    for id in &touched.following_reports {
        if let Some(report) = case.reports.get_mut(id) {
            step(&mut report.state, kind, when, &id.to_string(), true, &mut moved);
        }
    }
    for id in &touched.clues {
        if let Some(clue) = case.clues.get_mut(id) {
            step(&mut clue.state, kind, when, &id.to_string(), false, &mut moved);
        }
    }
    advance_pairs(case, kind, when, touched, &mut moved);
    for id in &touched.appeals {
        if let Some(appeal) = case.appeals.get_mut(id) {
            step(&mut appeal.state, kind, when, &id.to_string(), false, &mut moved);
        }
    }
    for id in &touched.items {
        if let Some(item) = case.items.get_mut(id) {
            step(&mut item.state, kind, when, &id.to_string(), false, &mut moved);
        }
    }
    for id in &touched.requests {
        if let Some(request) = case.requests.get_mut(id) {
            step(&mut request.state, kind, when, &id.to_string(), false, &mut moved);
        }
    }
    advance_inquiry(case, kind, when, touched, &mut moved);
    advance_aftermath(case, kind, when, touched, &mut moved);
    moved
}

fn advance_inquiry(case: &mut Case, kind: Kind, when: Option<&str>, touched: &Touched, moved: &mut Vec<Moved>) {
    for id in &touched.letters {
        if let Some(letter) = case.letters.get_mut(id) {
            step(&mut letter.state, kind, when, &id.to_string(), false, moved);
        }
    }
    for id in &touched.recusals {
        if let Some(recusal) = case.recusals.get_mut(id) {
            step(&mut recusal.state, kind, when, &id.to_string(), false, moved);
        }
    }
    for id in &touched.evidence {
        if let Some(evidence) = case.evidence.get_mut(id) {
            step(&mut evidence.state, kind, when, &id.to_string(), false, moved);
        }
    }
}

fn advance_aftermath(case: &mut Case, kind: Kind, when: Option<&str>, touched: &Touched, moved: &mut Vec<Moved>) {
    for id in &touched.reappointments {
        if let Some(respondent) = case.respondents.get_mut(id) {
            step(&mut respondent.reappointment.state, kind, when, &id.to_string(), false, moved);
        }
    }
    for id in &touched.accusations {
        if let Some(report) = case.reports.get_mut(id) {
            step(&mut report.accusation, kind, when, &id.to_string(), false, moved);
        }
    }
    for id in &touched.clarifications {
        if let Some(clarification) = case.clarifications.get_mut(id) {
            step(&mut clarification.state, kind, when, &id.to_string(), false, moved);
        }
    }
}

fn advance_pairs(case: &mut Case, kind: Kind, when: Option<&'static str>, touched: &Touched, moved: &mut Vec<Moved>) {
    let own = touched.pairs.iter().map(|pair| (pair, false));
    let following = touched.following_pairs.iter().map(|pair| (pair, true));
    for ((respondent, code), follows) in own.chain(following) {
        let variant = touch::pair_variant(case, kind, when, (*respondent, *code));
        let track = case.respondents.get_mut(respondent).and_then(|r| r.tracks.get_mut(code));
        if let Some(track) = track {
            let object = format!("{respondent}/{code}");
            step(&mut track.state, kind, variant, &object, follows, moved);
            step(&mut track.referral, kind, variant, &object, follows, moved);
        }
    }
}

/// Moves one object by its table; one that only follows moves when that fits and never otherwise.
fn step<S: State>(state: &mut S, kind: Kind, when: Option<&str>, object: &str, follows: bool, moved: &mut Vec<Moved>) {
    let to = match machine::advance(*state, kind, when) {
        Move::Fits(to) => to,
        Move::Forward(to) if !follows => to,
        _ => return,
    };
    if to != *state {
        moved.push(Moved {
            machine: S::MACHINE.to_owned(),
            object: object.to_owned(),
            from: state.as_str().to_owned(),
            to: to.as_str().to_owned(),
        });
        *state = to;
    }
}

/// A pair sent back, remanded or reopened begins its next round.
fn next_round(case: &mut Case, moved: &[Moved]) {
    let back = [TrackState::Investigating.as_str(), TrackState::Reopened.as_str()];
    for (respondent, code) in case.pairs().map(|(pair, _)| pair).collect::<Vec<_>>() {
        let object = format!("{respondent}/{}", code.as_str());
        let went_back =
            moved.iter().any(|m| m.machine == "track" && m.object == object && back.contains(&m.to.as_str()));
        if let Some(track) =
            case.respondents.get_mut(&respondent).and_then(|r| r.tracks.get_mut(&code)).filter(|_| went_back)
        {
            track.round += 1;
        }
    }
}

/// Where the private value of a field lies.
fn part_at<T, const SEALED: bool>(event: &Event, field: &Recorded<Guarded<T, SEALED>>) -> Option<PartAt> {
    let part = field.known()?.part()?;
    Some(PartAt { event_id: part.event.unwrap_or(event.id()), part: part.part })
}
