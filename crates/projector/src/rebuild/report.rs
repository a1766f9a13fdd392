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
    /// Each table of old and new at the same position; none if there were no tables to compare with.
    pub parity: Option<Vec<Difference>>,
    /// Whether the new tables are now in use.
    pub is_swapped: bool,
    /// How long it took.
    pub seconds: f64,
}
