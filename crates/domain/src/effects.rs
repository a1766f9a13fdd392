//! What follows from a case without being recorded: restrictions, what they bar in all, and the remedies that are open.

use schemars::JsonSchema;
use serde::Serialize;

use crate::case::Case;
use crate::regimes::Regimes;
use crate::remedies::{Remedy, remedies};
use crate::restrictions::{Barred, Restriction, barred, restrictions};

/// What follows from a case. It holds days and never what is so today: the reader of it knows the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Effects {
    /// What each measure restricts, from which day to which, and how sure that is.
    pub restrictions: Vec<Restriction>,
    /// What is barred to each respondent in all: of bars that run at once the longest counts.
    pub barred: Vec<Barred>,
    /// Against each determination that stands, the steps of remedy reached so far.
    pub remedies: Vec<Remedy>,
}

impl Effects {
    /// What follows from a case as it stands, read in these regimes.
    pub fn of(case: &Case, regimes: &Regimes) -> Self {
        let restrictions = restrictions(case, regimes);
        Self { barred: barred(&restrictions), remedies: remedies(case, regimes), restrictions }
    }
}
