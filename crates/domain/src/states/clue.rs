//! Clues: assigned, disposed of in one of four ways, reported, closed or escalated.

use super::ClueState::{self as S, *};
use super::{stay, to, when};
use crate::acts::Kind as K;
use crate::machine::Step;

pub(super) const STEPS: &[Step<S>] = &[
    to(&[Start], K::ClueOpened, Opened),
    to(&[Opened], K::ClueAssigned, Assigned),
    to(&[Assigned, Reported], K::DispositionProposed, Proposed),
    when(&[Proposed], K::DispositionApproved, "returned", Assigned),
    when(&[Proposed], K::DispositionApproved, "refused", Assigned),
    when(&[Proposed], K::DispositionApproved, "hold", HoldApproved),
    when(&[Proposed], K::DispositionApproved, "close", CloseApproved),
    when(&[Proposed], K::DispositionApproved, "interview_inquiry", Interviewing),
    when(&[Proposed], K::DispositionApproved, "preliminary_verification", Verifying),
    stay(&[Proposed], K::DispositionApproved),
    stay(&[Interviewing], K::InterviewHeld),
    to(&[Interviewing], K::InquiryReportSubmitted, Reported),
    stay(&[Verifying], K::VerificationTeamFormed),
    stay(&[Verifying], K::EvidenceCollected),
    stay(&[Verifying, Interviewing], K::InterviewRecorded),
    to(&[Verifying], K::VerificationReportSigned, Reported),
    to(&[HoldApproved], K::ClueHeld, Held),
    when(&[Held], K::ClueReviewed, "reassigned", Assigned),
    stay(&[Held], K::ClueReviewed),
    stay(&[Reported, CloseApproved], K::MinorMeasureTaken),
    to(&[Reported, CloseApproved], K::ClueClosed, Closed),
    to(&[Reported, Escalated], K::CaseFilingProposed, Escalated),
    to(&[Reported, Escalated], K::CaseFiled, Escalated),
    to(&[Reported, Escalated], K::AccountabilityInquiryStarted, Escalated),
];
