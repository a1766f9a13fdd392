//! Requests for approval: decided once; a returned one is followed by a new request.

use super::RequestState as S;
use super::{to, when};
use crate::acts::Kind as K;
use crate::machine::Step;

pub(super) const STEPS: &[Step<S>] = &[
    to(&[S::Start], K::ApprovalRequested, S::Requested),
    when(&[S::Requested], K::ApprovalDecided, "approved", S::Approved),
    when(&[S::Requested], K::ApprovalDecided, "returned", S::Returned),
    when(&[S::Requested], K::ApprovalDecided, "refused", S::Refused),
];
