//! `/api/v1/cases`: one file per verb.

pub(crate) mod accesses;
pub(crate) mod appeals;
pub(crate) mod audit;
pub(crate) mod blame;
mod board;
pub(crate) mod diff;
pub(crate) mod events;
pub(crate) mod list;
pub(crate) mod marks;
pub(crate) mod obligation;
pub(crate) mod obligations;
pub(crate) mod offers;
pub(crate) mod open;
pub(crate) mod openings;
pub(crate) mod publications;
pub(crate) mod record;
pub(crate) mod rectification;
pub(crate) mod recusals;
pub(crate) mod relations;
pub(crate) mod responsibility;
pub(crate) mod show;
pub(crate) mod simulate;
pub(crate) mod state;
pub(crate) mod what_if;

pub(crate) use board::DayBoardQuery;
pub(crate) use state::moment;

/// The read model behind the list of cases.
const CASE_FILE: &str = "case_file";
/// The read model behind the audit trail.
const AUDIT_TRAIL: &str = "audit_trail";
/// The read model behind the history of obligations and the deadlines.
pub(crate) const PROCEDURE_CHECK: &str = "procedure_check";
/// The read model behind what stands beside a case.
pub(crate) const BOARDS: &str = "boards";
/// Where cases are.
const FOLDER: &str = "/api/v1/cases";
