//! What may follow when all is decided: a return to a post, a clarification.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::codes::ClarificationBy;
use crate::fields::PartialDate;
use crate::states::{ClarificationState, ReappointmentState};

facts! {
    /// The way of a respondent back to a post.
    Reappointment {
        /// Where it stands.
        state: ReappointmentState,
        /// Whether it was approved.
        approved: Option<bool>,
        /// When it was decided.
        decided_on: Option<PartialDate>,
    }

    /// The clarification of an official.
    Clarification {
        /// Where it stands.
        state: ClarificationState,
        /// Who asked for it last.
        by: Option<ClarificationBy>,
        /// When it was made.
        clarified_on: Option<PartialDate>,
    }
}
