//! Evidence: held, handed over to other hands, excluded.

use super::EvidenceState as S;
use super::{stay, stay_when, to, when};
use crate::acts::Kind as K;
use crate::machine::Step;

/// In somebody's hands on the way to an end: what went with the case may come back.
const IN_HAND: &[S] = &[S::Held, S::HeldElsewhere, S::SentWithCase];

pub(super) const STEPS: &[Step<S>] = &[
    to(&[S::Start], K::EvidenceCollected, S::Held),
    to(&[S::Start], K::InterviewRecorded, S::Held),
    when(IN_HAND, K::EvidenceHandedOver, "custody", S::HeldElsewhere),
    when(IN_HAND, K::EvidenceHandedOver, "returned", S::Returned),
    when(IN_HAND, K::EvidenceHandedOver, "released", S::Released),
    when(IN_HAND, K::EvidenceHandedOver, "with_case", S::SentWithCase),
    stay(IN_HAND, K::EvidenceHandedOver),
    to(&[S::Held, S::HeldElsewhere, S::Returned, S::Released, S::SentWithCase], K::EvidenceExcluded, S::Excluded),
    // What proves nothing any more still goes back to where it came from.
    stay_when(&[S::Excluded], K::EvidenceHandedOver, "custody"),
    stay_when(&[S::Excluded], K::EvidenceHandedOver, "returned"),
    stay_when(&[S::Excluded], K::EvidenceHandedOver, "released"),
    stay_when(&[S::Excluded], K::EvidenceHandedOver, "with_case"),
    stay(&[S::Excluded], K::EvidenceHandedOver),
];
