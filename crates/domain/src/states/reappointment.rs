//! Return to a post: proposed and decided; once decided, either way, it can be proposed again.

use super::ReappointmentState as S;
use super::to;
use crate::acts::Kind as K;
use crate::machine::Step;

pub(super) const STEPS: &[Step<S>] = &[
    to(&[S::Start, S::Decided], K::ReappointmentProposed, S::Proposed),
    to(&[S::Proposed], K::ReappointmentDecided, S::Decided),
];
