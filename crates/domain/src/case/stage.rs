//! The stage of a case is derived, never recorded: the least advanced open pair, with counts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Case;
use crate::machine::State;
use crate::states::TrackState;

/// What a record may be called: never 案件 before it is filed or an inquiry starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Designation {
    /// 信访件: only reports.
    Report,
    /// 问题线索: a clue is open.
    Clue,
    /// 案件: filed, or an inquiry started.
    Case,
}

impl Designation {
    /// As API and locales write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Clue => "clue",
            Self::Case => "case",
        }
    }
}

/// Where a case stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stage {
    /// What it may be called.
    pub designation: Designation,
    /// The machine the stage is taken from: `report`, `clue`, `track`, or `case` once closed.
    pub machine: String,
    /// The state there.
    pub state: String,
    /// Pairs at this state.
    pub at: usize,
    /// Pairs in all.
    pub of: usize,
}

impl Case {
    /// What the record may be called.
    pub fn designation(&self) -> Designation {
        if self.is_case {
            Designation::Case
        } else if self.clues.is_empty() {
            Designation::Report
        } else {
            Designation::Clue
        }
    }

    /// Where it stands: closed, else the least advanced open pair, else clue, else report.
    pub fn stage(&self) -> Stage {
        let designation = self.designation();
        let states: Vec<TrackState> = self.pairs().map(|(_, track)| track.state).collect();
        let open = self.pairs().filter(|(_, track)| track.is_open()).map(|(_, track)| track.state);
        if self.closed.is_some() {
            return stage(designation, "case", "closed", states.len(), states.len());
        }
        if let Some(least) = open.min().or_else(|| least_final(&states)) {
            let at = states.iter().filter(|s| **s == least).count();
            return stage(designation, "track", least.as_str(), at, states.len());
        }
        if let Some(clue) = self.clues.values().map(|c| c.state).min() {
            return stage(designation, "clue", clue.as_str(), 0, 0);
        }
        let report = self.reports.values().map(|r| r.state).min();
        stage(designation, "report", report.map_or("none", State::as_str), 0, 0)
    }
}

/// With no pair open, the least advanced of those determined; only when there are none, one that ended otherwise.
fn least_final(states: &[TrackState]) -> Option<TrackState> {
    states.iter().copied().min()
}

fn stage(designation: Designation, machine: &str, state: &str, at: usize, of: usize) -> Stage {
    Stage { designation, machine: machine.to_owned(), state: state.to_owned(), at, of }
}
