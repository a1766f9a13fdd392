//! The truth of a report: suspected to be a false accusation, then found one, or found a mistake.

use super::AccusationState as S;
use super::to;
use crate::acts::Kind as K;
use crate::machine::Step;

pub(super) const STEPS: &[Step<S>] = &[
    to(&[S::Start], K::FalseAccusationSuspected, S::Suspected),
    to(&[S::Suspected], K::FalseAccusationFound, S::Found),
    to(&[S::Suspected], K::MistakenReportFound, S::Mistaken),
];
