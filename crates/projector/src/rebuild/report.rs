//! What a rebuild tells while it works and when it is done.

use super::parity::Difference;

/// What a rebuild is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Folding whole streams.
    Streams,
    /// Folding what was recorded meanwhile.
    CatchUp,
    /// Comparing the new tables with those in use.
    Compare,
}

/// How far a rebuild has come: events folded, of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What it is doing.
    pub phase: Phase,
    /// Events folded in this phase.
    pub done: i64,
    /// Events that this phase will fold, as far as is known.
    pub total: i64,
}

/// Why new tables were compared with nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotCompared {
    /// Neither this version nor an earlier one has tables.
    #[error("no tables are in use that they could be compared with")]
    NothingInUse,
    /// Who must serve at once does not wait for a comparison with what an earlier program made of the log.
    #[error("readers had no tables and did not wait for a comparison")]
    ServesAtOnce,
    /// The tables in use were behind the new ones and did not come up to them in time.
    #[error("the tables of v{version} stood at {position}, behind the new ones, and did not come up to them in time")]
    Behind {
        /// Their version.
        version: i32,
        /// The last event in them.
        position: i64,
    },
    /// The tables in use are behind the new ones, and no node brings them up.
    #[error("the tables of v{version} stand at {position}, behind the new ones, and no node folds them")]
    NotFolded {
        /// Their version.
        version: i32,
        /// The last event in them.
        position: i64,
    },
    /// The tables in use stopped at an event that they cannot fold.
    #[error("the tables of v{version} stopped at {position}, before an event that they cannot fold")]
    Stopped {
        /// Their version.
        version: i32,
        /// The last event in them.
        position: i64,
    },
    /// The tables in use were dropped meanwhile, or nobody knows where they stand.
    #[error("the tables of v{version} are gone, or nobody knows where they stand")]
    Gone {
        /// Their version.
        version: i32,
    },
}

impl NotCompared {
    /// The word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NothingInUse => "nothing-in-use",
            Self::ServesAtOnce => "serves-at-once",
            Self::Behind { .. } => "behind",
            Self::NotFolded { .. } => "not-folded",
            Self::Stopped { .. } => "stopped",
            Self::Gone { .. } => "gone",
        }
    }
}

/// What a rebuild did.
#[derive(Debug, Clone, PartialEq)]
pub struct Rebuilt {
    /// The projection.
    pub name: &'static str,
    /// Its version.
    pub version: i32,
    /// Events folded with their whole streams.
    pub events: i64,
    /// Rows written from them, each once.
    pub rows: i64,
    /// Ranges the streams were cut into; 0 when all rows fitted into memory.
    pub ranges: usize,
    /// The last event in the new tables.
    pub position: i64,
    /// The version whose tables the new ones were compared with: their own, or an earlier one when they are the first.
    pub compared_with: Option<i32>,
    /// Each table of old and new at the same position, or why nothing was compared.
    pub parity: Result<Vec<Difference>, NotCompared>,
    /// Whether the new tables are now in use.
    pub is_swapped: bool,
    /// How long it took.
    pub seconds: f64,
}
