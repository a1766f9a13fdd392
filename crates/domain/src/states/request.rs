//! Requests for approval: decided once; a returned one is followed by a new request.

use super::RequestState::{self as S, *};
use super::{to, when};
use crate::acts::Kind as K;
use crate::machine::Step;

pub(super) const STEPS: &[Step<S>] = &[
    to(&[Start], K::ApprovalRequested, Requested),
    when(&[Requested], K::ApprovalDecided, "approved", Approved),
    when(&[Requested], K::ApprovalDecided, "returned", Returned),
    when(&[Requested], K::ApprovalDecided, "refused", Refused),
];
