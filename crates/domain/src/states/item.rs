//! Rectification: ordered, planned, in progress, claimed, inspected, accepted or sent back.

use super::ItemState as S;
use super::{stay, to};
use crate::acts::Kind as K;
use crate::machine::Step;

const OPEN: &[S] = &[S::Ordered, S::Planned, S::InProgress, S::Claimed, S::Inspected];
/// What a unit forfeits and how people judge it can still be told when the item is closed.
const AT_ALL: &[S] = &[S::Ordered, S::Planned, S::InProgress, S::Claimed, S::Inspected, S::Accepted];

pub(super) const STEPS: &[Step<S>] = &[
    to(&[S::Start], K::RectificationOrdered, S::Ordered),
    to(&[S::Ordered], K::RectificationPlanFiled, S::Planned),
    stay(&[S::Planned, S::InProgress], K::RectificationPlanFiled),
    to(&[S::Ordered, S::Planned, S::InProgress], K::RectificationProgressReported, S::InProgress),
    stay(OPEN, K::SupervisionLetterIssued),
    stay(OPEN, K::RectificationExtended),
    stay(OPEN, K::EscalationStepTaken),
    to(&[S::Ordered, S::Planned, S::InProgress], K::RectificationClaimed, S::Claimed),
    to(&[S::Claimed], K::RectificationInspected, S::Inspected),
    to(&[S::Inspected], K::RectificationAccepted, S::Accepted),
    to(&[S::Inspected], K::RectificationRejected, S::InProgress),
    stay(AT_ALL, K::HonoursForfeited),
    stay(AT_ALL, K::SatisfactionVoteRecorded),
];
