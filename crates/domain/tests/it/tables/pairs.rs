//! Respondent × track: its own procedure, and beside it the procuratorate and the court.

use wenze_domain::acts::Kind::*;
use wenze_domain::machine::{Move, State, advance};
use wenze_domain::states::{ReferralState, TrackState};

use super::{foreign, holds};

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
        (S::Filed, InvestigationDeadlineExtended, "", S::Filed),
        (S::Investigating, TeamChanged, "", S::Investigating),
        (S::Investigating, InvestigationDeadlineExtended, "", S::Investigating),
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
        (S::InReview, ReviewDeadlineExtended, "", S::InReview),
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
        (S::Reported, OpinionSolicited, "", S::Reported),
        (S::ReviewReported, OpinionSolicited, "", S::ReviewReported),
        (S::NoticeServed, OpinionSolicited, "", S::NoticeServed),
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
        (S::Reopened, TeamChanged, "", S::Investigating),
        (S::Reopened, DecisionMeetingHeld, "", S::Deliberated),
    ]);
}

/// Whatever state a pair is in, these acts leave it there.
#[test]
fn referrals_recusals_and_evidence_changing_hands_leave_a_pair_where_it_is() {
    foreign::<TrackState>(&[
        ReferredToProcuratorate,
        JudicialOutcomeRecorded,
        ReferredToCompetentAuthority,
        RecusalGroundKnown,
        RecusalRequested,
        RecusalDecided,
        InterferenceRecorded,
        EvidenceHandedOver,
        EvidenceExcluded,
    ]);
}

#[test]
fn a_pair_goes_to_the_procuratorate_and_comes_back_or_is_judged() {
    use ReferralState as S;
    holds(&[
        (S::Start, ReferredToProcuratorate, "", S::Referred),
        (S::Referred, JudicialOutcomeRecorded, "", S::Concluded),
        (S::Concluded, JudicialOutcomeRecorded, "", S::Concluded),
        (S::Referred, ReturnedByProcuratorate, "", S::Returned),
        (S::Returned, ReferredToProcuratorate, "", S::Referred),
        (S::Concluded, ReferredToProcuratorate, "", S::Referred),
    ]);
    assert_eq!(advance(S::Start, JudicialOutcomeRecorded, Some("")), Move::Forward(S::Concluded));
    assert_eq!(advance(S::Start, ReturnedByProcuratorate, Some("")), Move::Forward(S::Returned));
}

#[test]
fn what_the_procuratorate_returns_is_investigated_again_unless_it_was_decided() {
    use TrackState as S;
    let never_filed = [S::Start, S::FilingProposed, S::FilingApproved, S::Refused, S::Transferred, S::Withdrawn];
    for state in S::ALL.iter().copied().filter(|state| !never_filed.contains(state)) {
        assert_eq!(advance(state, ReturnedByProcuratorate, Some("")), Move::Fits(S::Investigating), "{state:?}");
    }
    for state in [S::Determined, S::DocumentIssued, S::Executing, S::Executed] {
        assert_eq!(advance(state, ReturnedByProcuratorate, Some("decided")), Move::Fits(state), "{state:?}");
    }
}
