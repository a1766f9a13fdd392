//! What came back from the procuratorate and the court.

use super::inquiry::each_track;
use crate::acts::referral::{JudicialOutcomeRecorded, ReturnedByProcuratorate};
use crate::case::Case;
use crate::touch::Touched;

/// The paper says which return it is; where it does not, it is the next.
pub(super) fn returned(case: &mut Case, touched: &Touched, p: &ReturnedByProcuratorate) {
    each_track(case, touched, |track| {
        track.supplements = p.nth.known().copied().unwrap_or(track.supplements + 1);
    });
}

pub(super) fn concluded(case: &mut Case, touched: &Touched, p: &JudicialOutcomeRecorded) {
    each_track(case, touched, |track| {
        track.judicial_outcome = p.outcome.known().copied().or(track.judicial_outcome);
    });
}
