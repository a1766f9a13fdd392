//! What is proposed for a pair on the way to its decision.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::PartAt;
use crate::codes::Outcome;

facts! {
    /// What the papers propose for a pair: each later paper takes the place of the one before, the decision of them all.
    Proposal {
        /// The kind of act that says so.
        by: Option<String>,
        /// What it says, where it says it in words.
        text: Option<PartAt>,
        /// Kinds of sanction or forms of accountability, regime codes, where it says it in codes.
        codes: Vec<String>,
        /// Period, in months.
        months: Option<u32>,
        /// What was determined, once it was.
        outcome: Option<Outcome>,
    }
}
