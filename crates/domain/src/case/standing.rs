//! Whether a determination or measure still stands.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whether a determination or measure still stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// As made.
    #[default]
    InForce,
    /// Changed on appeal.
    Varied,
    /// Taken away.
    Revoked,
    /// To be made again.
    Remanded,
    /// Put right by the decider or a superior.
    Corrected,
    /// Replaced by a later one on the same pair.
    Replaced,
}

impl Standing {
    /// As tables and locales write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::Varied => "varied",
            Self::Revoked => "revoked",
            Self::Remanded => "remanded",
            Self::Corrected => "corrected",
            Self::Replaced => "replaced",
        }
    }
}
