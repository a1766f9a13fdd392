//! Clarification: proposed, approved, made; another matter may ask for another one.

use super::ClarificationState as S;
use super::to;
use crate::acts::Kind as K;
use crate::machine::Step;

pub(super) const STEPS: &[Step<S>] = &[
    to(&[S::Start, S::Clarified], K::ClarificationProposed, S::Proposed),
    to(&[S::Proposed], K::ClarificationApproved, S::Approved),
    to(&[S::Approved], K::Clarified, S::Clarified),
];
