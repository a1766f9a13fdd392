//! The sub-states, row by row, and what holds of all tables alike.

use std::fmt::Debug;

use wenze_domain::acts::Kind::{self, *};
use wenze_domain::machine::{Move, State, advance};
use wenze_domain::states::{AppealState, ClueState, ItemState, ReportState, RequestState, TrackState};

/// From, act, variant, to.
type Row<S> = (S, Kind, &'static str, S);

fn holds<S: State + Debug>(rows: &[Row<S>]) {
    for (from, kind, when, to) in rows {
        assert_eq!(advance(*from, *kind, Some(when)), Move::Fits(*to), "{from:?} –{kind:?}({when})→");
    }
}

#[test]
fn a_report_goes_from_its_receipt_to_the_answer() {
    use ReportState as S;
    holds(&[
        (S::Start, ReportReceived, "", S::Received),
        (S::Received, ReporterIdentityConfirmed, "", S::Received),
        (S::Received, ReportRegistered, "", S::Registered),
        (S::Registered, ReportTransferred, "", S::Transferred),
        (S::Registered, RepeatReportFiled, "", S::FiledAsRepeat),
        (S::Registered, ReportDeclined, "", S::Declined),
        (S::Registered, ReportAccepted, "", S::Accepted),
        (S::Accepted, ReporterInformedOfAcceptance, "", S::Accepted),
        (S::Accepted, ClueOpened, "", S::InDisposal),
        (S::InDisposal, ClueClosed, "", S::Concluded),
        (S::InDisposal, DeterminationMade, "", S::Concluded),
        (S::InDisposal, ReportTransferred, "", S::Transferred),
        (S::Concluded, ReporterInformedOfResult, "", S::Answered),
        (S::Answered, ReporterObjectionRecorded, "", S::Answered),
        (S::Answered, ReporterObjectionRecorded, "new_evidence", S::InDisposal),
    ]);
}

#[test]
fn a_clue_is_disposed_of_in_one_of_four_ways() {
    use ClueState as S;
    holds(&[
        (S::Start, ClueOpened, "", S::Opened),
        (S::Opened, ClueAssigned, "", S::Assigned),
        (S::Assigned, DispositionProposed, "", S::Proposed),
        (S::Proposed, DispositionApproved, "returned", S::Assigned),
        (S::Proposed, DispositionApproved, "refused", S::Assigned),
        (S::Proposed, DispositionApproved, "hold", S::HoldApproved),
        (S::Proposed, DispositionApproved, "close", S::CloseApproved),
        (S::Proposed, DispositionApproved, "interview_inquiry", S::Interviewing),
        (S::Interviewing, InterviewHeld, "", S::Interviewing),
        (S::Interviewing, InquiryReportSubmitted, "", S::Reported),
        (S::Proposed, DispositionApproved, "preliminary_verification", S::Verifying),
        (S::Verifying, VerificationTeamFormed, "", S::Verifying),
        (S::Verifying, EvidenceCollected, "", S::Verifying),
        (S::Verifying, InterviewRecorded, "", S::Verifying),
        (S::Verifying, VerificationReportSigned, "", S::Reported),
        (S::HoldApproved, ClueHeld, "", S::Held),
        (S::Held, ClueReviewed, "", S::Held),
        (S::Held, ClueReviewed, "reassigned", S::Assigned),
        (S::Reported, MinorMeasureTaken, "", S::Reported),
        (S::CloseApproved, MinorMeasureTaken, "", S::CloseApproved),
        (S::Reported, ClueClosed, "", S::Closed),
        (S::CloseApproved, ClueClosed, "", S::Closed),
        (S::Reported, DispositionProposed, "", S::Proposed),
        (S::Reported, CaseFilingProposed, "", S::Escalated),
        (S::Reported, CaseFiled, "", S::Escalated),
        (S::Reported, AccountabilityInquiryStarted, "", S::Escalated),
    ]);
    for open in [S::Opened, S::Verifying, S::Reported] {
        assert_eq!(advance(open, SubjectIdentified, Some("")), Move::Foreign);
        assert_eq!(advance(open, HandlerAssigned, Some("")), Move::Foreign);
    }
}

#[test]
fn a_pair_goes_from_filing_to_review() {
    use TrackState as S;
    holds(&[
        (S::Start, CaseFilingProposed, "", S::FilingProposed),
        (S::FilingProposed, CaseFilingRefused, "", S::Refused),
        (S::FilingProposed, CaseFilingApproved, "", S::FilingApproved),
        (S::FilingApproved, CaseFiled, "", S::Filed),
        (S::Start, AccountabilityInquiryStarted, "", S::Inquiring),
        (S::Start, RespondentAdded, "", S::Filed),
        (S::Start, RespondentAdded, "accountability", S::Inquiring),
        (S::Filed, InvestigationTeamFormed, "", S::Investigating),
        (S::Inquiring, InvestigationTeamFormed, "", S::Investigating),
        (S::Filed, InvestigationPlanApproved, "", S::Investigating),
        (S::Investigating, EvidenceCollected, "", S::Investigating),
        (S::Investigating, InterviewRecorded, "", S::Investigating),
        (S::Investigating, FactListed, "", S::Investigating),
        (S::Investigating, InvestigationSuspended, "", S::Suspended),
        (S::Suspended, InvestigationResumed, "", S::Investigating),
        (S::Investigating, FactMaterialPresented, "", S::FactsPresented),
        (S::FactsPresented, RespondentOpinionSigned, "", S::OpinionSigned),
        (S::FactsPresented, DefenceHeard, "", S::OpinionSigned),
        (S::FactsPresented, DefenceVerified, "", S::OpinionSigned),
        (S::FactsPresented, DisagreementExplained, "", S::OpinionSigned),
        (S::OpinionSigned, InvestigationReportSubmitted, "", S::Reported),
        (S::Reported, CaseTransferredForReview, "", S::SentForReview),
        (S::SentForReview, ReviewAccepted, "", S::InReview),
        (S::InReview, ReturnedForSupplement, "", S::Investigating),
        (S::InReview, ReturnedForReinvestigation, "", S::Investigating),
        (S::InReview, ReviewTalkHeld, "", S::InReview),
        (S::InReview, ReviewOpinionFormed, "", S::InReview),
        (S::InReview, ReviewReportSubmitted, "", S::ReviewReported),
        (S::Investigating, CaseWithdrawn, "", S::Withdrawn),
        (S::InReview, CaseWithdrawn, "", S::Withdrawn),
        (S::Filed, CaseTransferredOut, "", S::Transferred),
        (S::Deliberated, CaseTransferredOut, "", S::Transferred),
    ]);
}

#[test]
fn a_pair_goes_from_notice_to_execution() {
    use TrackState as S;
    holds(&[
        (S::Reported, PreDecisionNoticeServed, "", S::NoticeServed),
        (S::ReviewReported, PreDecisionNoticeServed, "", S::NoticeServed),
        (S::NoticeServed, DefenceHeard, "", S::NoticeServed),
        (S::Reported, DecisionMeetingHeld, "", S::Deliberated),
        (S::ReviewReported, DecisionMeetingHeld, "", S::Deliberated),
        (S::NoticeServed, DecisionMeetingHeld, "", S::Deliberated),
        (S::Deliberated, ResponsibilityAttributed, "", S::Deliberated),
        (S::Deliberated, CircumstancesFound, "", S::Deliberated),
        (S::Deliberated, ExemptionGranted, "", S::Deliberated),
        (S::Deliberated, DeterminationMade, "", S::Determined),
        (S::Determined, SanctionImposed, "", S::Determined),
        (S::Determined, AccountabilityFormDecided, "", S::Determined),
        (S::Determined, DecisionApproved, "", S::Approved),
        (S::Determined, DecisionApproved, "refused", S::Deliberated),
        (S::Determined, DecisionDocumentIssued, "", S::DocumentIssued),
        (S::Approved, DecisionDocumentIssued, "", S::DocumentIssued),
        (S::DocumentIssued, DecisionServed, "", S::Announced),
        (S::DocumentIssued, DecisionAnnounced, "", S::Announced),
        (S::DocumentIssued, DecisionNotified, "", S::Announced),
        (S::Announced, FormalitiesCompleted, "", S::Executing),
        (S::Announced, DecisionArchived, "", S::Executing),
        (S::Announced, RectificationOrdered, "", S::Executing),
        (S::Executing, ExecutionSuspended, "", S::ExecutionSuspended),
        (S::ExecutionSuspended, ExecutionResumed, "", S::Executing),
        (S::Executing, ExecutionReported, "", S::Executed),
        (S::ExecutionSuspended, ExecutionReported, "", S::Executed),
        (S::Determined, AppealDecided, "revoked_and_remanded", S::Reopened),
        (S::Executed, AppealDecided, "revoked_and_remanded", S::Reopened),
        (S::Executed, CaseReopened, "", S::Reopened),
        (S::Reopened, EvidenceCollected, "", S::Investigating),
        (S::Reopened, DecisionMeetingHeld, "", S::Deliberated),
    ]);
}

#[test]
fn an_appeal_goes_from_filing_to_service() {
    use AppealState as S;
    holds(&[
        (S::Start, AppealFiled, "", S::Filed),
        (S::Filed, AppealPassedOn, "", S::PassedOn),
        (S::Filed, AppealRefused, "", S::Refused),
        (S::Filed, AppealAccepted, "", S::Accepted),
        (S::Accepted, ReviewPanelFormed, "", S::Panel),
        (S::Panel, OriginalFileRecalled, "", S::Panel),
        (S::Panel, EvidenceCollected, "", S::Panel),
        (S::Panel, InterviewRecorded, "", S::Panel),
        (S::Panel, PanelOpinionGiven, "", S::Panel),
        (S::Panel, AppealDecided, "", S::Decided),
        (S::Panel, AppealDecided, "revoked_and_remanded", S::Remanded),
        (S::Filed, AppealWithdrawn, "", S::Withdrawn),
        (S::Panel, AppealWithdrawn, "", S::Withdrawn),
        (S::Decided, DecisionServed, "", S::Served),
        (S::Decided, RankRestored, "", S::Decided),
        (S::Served, ReputationRestored, "", S::Served),
    ]);
}

#[test]
fn items_and_requests_go_their_way() {
    use ItemState as I;
    use RequestState as R;
    holds(&[
        (I::Start, RectificationOrdered, "", I::Ordered),
        (I::Ordered, RectificationPlanFiled, "", I::Planned),
        (I::Planned, RectificationProgressReported, "", I::InProgress),
        (I::InProgress, SupervisionLetterIssued, "", I::InProgress),
        (I::InProgress, RectificationExtended, "", I::InProgress),
        (I::InProgress, EscalationStepTaken, "", I::InProgress),
        (I::InProgress, RectificationClaimed, "", I::Claimed),
        (I::Claimed, RectificationInspected, "", I::Inspected),
        (I::Inspected, RectificationAccepted, "", I::Accepted),
        (I::Inspected, RectificationRejected, "", I::InProgress),
    ]);
    holds(&[
        (R::Start, ApprovalRequested, "", R::Requested),
        (R::Requested, ApprovalDecided, "approved", R::Approved),
        (R::Requested, ApprovalDecided, "returned", R::Returned),
        (R::Requested, ApprovalDecided, "refused", R::Refused),
    ]);
}

/// An act out of order moves an object only forward, and every state a table leads to can be reached from the start.
fn is_sound<S: State + Debug>() {
    let variants: Vec<&str> = S::steps().iter().map(|step| step.when).collect();
    for state in S::ALL {
        for kind in Kind::ALL {
            for when in variants.iter().copied().map(Some).chain([None, Some("of_no_table")]) {
                if let Move::Forward(to) = advance(*state, *kind, when) {
                    assert!(to > *state, "{state:?} –{kind:?}→ {to:?}");
                }
            }
        }
    }
    let mut reached = vec![S::START];
    while let Some(next) = S::steps()
        .iter()
        .filter(|step| step.from.iter().any(|from| reached.contains(from)))
        .filter_map(|step| step.to)
        .find(|to| !reached.contains(to))
    {
        reached.push(next);
    }
    for state in S::ALL {
        assert!(reached.contains(state), "nothing leads to {state:?} of {}", S::MACHINE);
    }
}

#[test]
fn out_of_order_only_leads_forward_and_every_state_can_be_reached() {
    is_sound::<ReportState>();
    is_sound::<ClueState>();
    is_sound::<TrackState>();
    is_sound::<AppealState>();
    is_sound::<ItemState>();
    is_sound::<RequestState>();
}
