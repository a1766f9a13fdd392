//! Clues: assigned, disposed of in one of four ways, reported, closed or escalated.

use super::ClueState as S;
use super::{stay, to, when};
use crate::acts::Kind as K;
use crate::machine::Step;

pub(super) const STEPS: &[Step<S>] = &[
    to(&[S::Start], K::ClueOpened, S::Opened),
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
    to(&[S::Interviewing], K::InquiryReportSubmitted, S::Reported),
    stay(&[S::Verifying], K::VerificationTeamFormed),
    stay(&[S::Verifying], K::EvidenceCollected),
    stay(&[S::Verifying, S::Interviewing], K::InterviewRecorded),
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
