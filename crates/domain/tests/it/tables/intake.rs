//! Reports and clues.

use wenze_domain::acts::Kind::*;
use wenze_domain::machine::{Move, State, advance};
use wenze_domain::states::{ClueState, ReportState};

use super::{foreign, holds};

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
        (S::Interviewing, InquiryLetterIssued, "", S::Interviewing),
        (S::Interviewing, InquiryLetterReceived, "", S::Interviewing),
        (S::Interviewing, InquiryReplyReceived, "", S::Interviewing),
        (S::Interviewing, InquiryReportSubmitted, "", S::Reported),
        (S::Proposed, DispositionApproved, "preliminary_verification", S::Verifying),
        (S::Verifying, VerificationTeamFormed, "", S::Verifying),
        (S::Verifying, EvidenceCollected, "", S::Verifying),
        (S::Verifying, InterviewRecorded, "", S::Verifying),
        (S::Verifying, InvestigationDeadlineExtended, "", S::Verifying),
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
    foreign::<S>(&[SubjectIdentified, HandlerAssigned, InterferenceRecorded, ReferredToCompetentAuthority]);
}

#[test]
fn a_clue_is_reported_upward_while_it_is_open_and_again_once_it_is_disposed_of() {
    use ClueState as S;
    let ended = [S::Start, S::Closed, S::Escalated];
    for open in S::ALL.iter().copied().filter(|state| !ended.contains(state)) {
        assert_eq!(advance(open, ClueReportedUpward, Some("opened")), Move::Fits(open), "{open:?}");
    }
    for disposed in [S::Interviewing, S::Verifying, S::Held, S::CloseApproved, S::Reported, S::Closed, S::Escalated] {
        assert_eq!(advance(disposed, ClueReportedUpward, Some("disposed")), Move::Fits(disposed), "{disposed:?}");
    }
    assert_eq!(advance(S::Proposed, ClueReportedUpward, Some("disposed")), Move::Fact, "nothing is disposed of yet");
    assert_eq!(advance(S::Closed, ClueReportedUpward, Some("opened")), Move::Fact);
}
