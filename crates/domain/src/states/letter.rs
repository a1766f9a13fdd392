//! Letters of a written inquiry: issued, received by the subject, replied to.

use super::LetterState as S;
use super::{stay, to};
use crate::acts::Kind as K;
use crate::machine::Step;

pub(super) const STEPS: &[Step<S>] = &[
    to(&[S::Start], K::InquiryLetterIssued, S::Issued),
    to(&[S::Issued], K::InquiryLetterReceived, S::Received),
    to(&[S::Received], K::InquiryReplyReceived, S::Replied),
    // A reply that did not satisfy is followed by another.
    stay(&[S::Replied], K::InquiryReplyReceived),
];
