//! A pair before the procuratorate and the court, beside where it stands in the procedure of its own.

use super::ReferralState as S;
use super::{stay, to};
use crate::acts::Kind as K;
use crate::machine::Step;

pub(super) const STEPS: &[Step<S>] = &[
    // A matter comes before the procuratorate again after the supplement, or with another charge.
    to(&[S::Start, S::Returned, S::Concluded], K::ReferredToProcuratorate, S::Referred),
    to(&[S::Referred], K::ReturnedByProcuratorate, S::Returned),
    to(&[S::Referred], K::JudicialOutcomeRecorded, S::Concluded),
    // A judgment is changed on appeal or retrial.
    stay(&[S::Concluded], K::JudicialOutcomeRecorded),
];
