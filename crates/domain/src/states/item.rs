//! Rectification: ordered, planned, in progress, claimed, inspected, accepted or sent back.

use super::ItemState::{self as S, *};
use super::{stay, to};
use crate::acts::Kind as K;
use crate::machine::Step;

const OPEN: &[S] = &[Ordered, Planned, InProgress, Claimed, Inspected];

pub(super) const STEPS: &[Step<S>] = &[
    to(&[Start], K::RectificationOrdered, Ordered),
    to(&[Ordered], K::RectificationPlanFiled, Planned),
    stay(&[Planned, InProgress], K::RectificationPlanFiled),
    to(&[Ordered, Planned, InProgress], K::RectificationProgressReported, InProgress),
    stay(OPEN, K::SupervisionLetterIssued),
    stay(OPEN, K::RectificationExtended),
    stay(OPEN, K::EscalationStepTaken),
    to(&[Ordered, Planned, InProgress], K::RectificationClaimed, Claimed),
    to(&[Claimed], K::RectificationInspected, Inspected),
    to(&[Inspected], K::RectificationAccepted, Accepted),
    to(&[Inspected], K::RectificationRejected, InProgress),
];
