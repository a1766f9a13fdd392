//! The order in which stages are listed: that of the procedure.

use wenze_domain::machine::State;
use wenze_domain::states::{ClueState, ReportState, TrackState};

/// The machines a stage is taken from, in the order of the procedure.
pub(crate) const MACHINES: [&str; 4] = ["report", "clue", "track", "case"];

/// Where a stage stands in the order of the procedure; an unknown one comes last.
pub(crate) fn of(machine: &str, state: &str) -> (usize, usize) {
    let within = match machine {
        "report" => place::<ReportState>(state),
        "clue" => place::<ClueState>(state),
        "track" => place::<TrackState>(state),
        _ => None,
    };
    let machine = MACHINES.iter().position(|one| *one == machine).unwrap_or(MACHINES.len());
    (machine, within.unwrap_or(usize::MAX))
}

fn place<S: State>(state: &str) -> Option<usize> {
    S::ALL.iter().position(|one| one.as_str() == state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_follow_the_procedure() {
        assert!(of("report", "answered") < of("clue", "opened"));
        assert!(of("clue", "escalated") < of("track", "filing_proposed"));
        assert!(of("track", "in_review") < of("track", "executed"));
        assert!(of("track", "executed") < of("case", "closed"));
        assert!(of("case", "closed") < of("unheard", "of"));
    }
}
