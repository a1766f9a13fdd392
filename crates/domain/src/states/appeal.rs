//! Appeals: filed, accepted, panel, decided, served. No state of an appeal blocks execution.

use super::AppealState::{self as S, *};
use super::{stay, to, when};
use crate::acts::Kind as K;
use crate::machine::Step;

pub(super) const STEPS: &[Step<S>] = &[
    to(&[Start], K::AppealFiled, Filed),
    to(&[Filed], K::AppealPassedOn, PassedOn),
    to(&[Filed], K::AppealRefused, Refused),
    to(&[Filed], K::AppealAccepted, Accepted),
    to(&[Accepted], K::ReviewPanelFormed, Panel),
    stay(&[Panel], K::OriginalFileRecalled),
    stay(&[Panel], K::EvidenceCollected),
    stay(&[Panel], K::InterviewRecorded),
    stay(&[Panel], K::PanelOpinionGiven),
    stay(&[Panel], K::DecisionMeetingHeld),
    when(&[Panel], K::AppealDecided, "revoked_and_remanded", Remanded),
    to(&[Panel], K::AppealDecided, Decided),
    to(&[Filed, Accepted, Panel], K::AppealWithdrawn, Withdrawn),
    stay(&[Decided, Remanded], K::DecisionDocumentIssued),
    to(&[Decided, Remanded], K::DecisionServed, Served),
    stay(&[Served], K::DecisionServed),
    stay(&[Decided, Remanded, Served], K::DecisionAnnounced),
    stay(&[Decided, Remanded, Served], K::DecisionNotified),
    stay(&[Decided, Remanded, Served], K::DecisionArchived),
    stay(&[Decided, Served], K::RankRestored),
    stay(&[Decided, Served], K::ReputationRestored),
];
