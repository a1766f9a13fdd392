//! Clues: assigned, disposed of in one of four ways, reported, closed or escalated.

use super::ClueState as S;
use super::{stay, stay_when, to, when};
use crate::acts::Kind as K;
use crate::machine::Step;

/// Not ended.
const OPEN: &[S] = &[
    S::Opened,
    S::Assigned,
    S::Proposed,
    S::HoldApproved,
    S::Held,
    S::Interviewing,
    S::Verifying,
    S::CloseApproved,
    S::Reported,
];
/// A way of disposing of it was approved.
const DISPOSED: &[S] =
    &[S::HoldApproved, S::Held, S::Interviewing, S::Verifying, S::CloseApproved, S::Reported, S::Closed, S::Escalated];

pub(super) const STEPS: &[Step<S>] = &[
    to(&[S::Start], K::ClueOpened, S::Opened),
    stay(OPEN, K::ClueReportedUpward),
    stay_when(DISPOSED, K::ClueReportedUpward, "disposed"),
    to(&[S::Opened], K::ClueAssigned, S::Assigned),
    to(&[S::Assigned, S::Reported], K::DispositionProposed, S::Proposed),
    when(&[S::Proposed], K::DispositionApproved, "returned", S::Assigned),
    when(&[S::Proposed], K::DispositionApproved, "refused", S::Assigned),
    when(&[S::Proposed], K::DispositionApproved, "hold", S::HoldApproved),
    when(&[S::Proposed], K::DispositionApproved, "close", S::CloseApproved),
    when(&[S::Proposed], K::DispositionApproved, "interview_inquiry", S::Interviewing),
    when(&[S::Proposed], K::DispositionApproved, "preliminary_verification", S::Verifying),
    stay(&[S::Proposed], K::DispositionApproved),
    stay(&[S::Interviewing], K::InterviewHeld),
    stay(&[S::Interviewing], K::InquiryLetterIssued),
    stay(&[S::Interviewing], K::InquiryLetterReceived),
    stay(&[S::Interviewing], K::InquiryReplyReceived),
    to(&[S::Interviewing], K::InquiryReportSubmitted, S::Reported),
    stay(&[S::Verifying], K::VerificationTeamFormed),
    stay(&[S::Verifying], K::EvidenceCollected),
    stay(&[S::Verifying, S::Interviewing], K::InterviewRecorded),
    stay(&[S::Verifying], K::InvestigationDeadlineExtended),
    to(&[S::Verifying], K::VerificationReportSigned, S::Reported),
    to(&[S::HoldApproved], K::ClueHeld, S::Held),
    when(&[S::Held], K::ClueReviewed, "reassigned", S::Assigned),
    stay(&[S::Held], K::ClueReviewed),
    stay(&[S::Reported, S::CloseApproved], K::MinorMeasureTaken),
    to(&[S::Reported, S::CloseApproved], K::ClueClosed, S::Closed),
    to(&[S::Reported, S::Escalated], K::CaseFilingProposed, S::Escalated),
    to(&[S::Reported, S::Escalated], K::CaseFiled, S::Escalated),
    to(&[S::Reported, S::Escalated], K::AccountabilityInquiryStarted, S::Escalated),
];
