//! Recusal of a person: open from the ground known or the request, then decided.

use super::RecusalState as S;
use super::{stay, to, when};
use crate::acts::Kind as K;
use crate::machine::Step;

pub(super) const STEPS: &[Step<S>] = &[
    to(&[S::Start], K::RecusalGroundKnown, S::Open),
    to(&[S::Start], K::RecusalRequested, S::Open),
    // The ground becomes known to the organ, and somebody asks for the same: one recusal.
    stay(&[S::Open], K::RecusalGroundKnown),
    stay(&[S::Open], K::RecusalRequested),
    when(&[S::Open], K::RecusalDecided, "granted", S::Recused),
    when(&[S::Open], K::RecusalDecided, "refused", S::Refused),
    stay(&[S::Open], K::RecusalDecided),
];
