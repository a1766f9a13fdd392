//! Appeals: filed, accepted, panel, decided, served. No state of an appeal blocks execution.

use super::AppealState as S;
use super::{stay, to, when};
use crate::acts::Kind as K;
use crate::machine::Step;

pub(super) const STEPS: &[Step<S>] = &[
    to(&[S::Start], K::AppealFiled, S::Filed),
    to(&[S::Filed], K::AppealPassedOn, S::PassedOn),
    stay(&[S::Filed], K::AppealTimeExtensionDecided),
    to(&[S::Filed], K::AppealRefused, S::Refused),
    to(&[S::Filed], K::AppealAccepted, S::Accepted),
    to(&[S::Accepted], K::ReviewPanelFormed, S::Panel),
    stay(&[S::Panel], K::OriginalFileRecalled),
    stay(&[S::Panel], K::EvidenceCollected),
    stay(&[S::Panel], K::InterviewRecorded),
    stay(&[S::Panel], K::PanelOpinionGiven),
    stay(&[S::Panel], K::DecisionMeetingHeld),
    stay(&[S::Panel], K::AppealDeadlineExtended),
    when(&[S::Panel], K::AppealDecided, "revoked_and_remanded", S::Remanded),
    to(&[S::Panel], K::AppealDecided, S::Decided),
    to(&[S::Filed, S::Accepted, S::Panel], K::AppealWithdrawn, S::Withdrawn),
    stay(&[S::Decided, S::Remanded], K::DecisionDocumentIssued),
    to(&[S::Decided, S::Remanded], K::DecisionServed, S::Served),
    stay(&[S::Served], K::DecisionServed),
    stay(&[S::Decided, S::Remanded, S::Served], K::DecisionAnnounced),
    stay(&[S::Decided, S::Remanded, S::Served], K::DecisionNotified),
    stay(&[S::Decided, S::Remanded, S::Served], K::DecisionArchived),
    stay(&[S::Decided, S::Served], K::RankRestored),
    stay(&[S::Decided, S::Served], K::ReputationRestored),
    stay(&[S::Decided, S::Served], K::CompensationPaid),
];
