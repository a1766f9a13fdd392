//! Cases before the rulebooks: as they are read, judged, stored and judged again. `memory` is a binary of its own, for it
//! measures its process.

mod accepted;
mod boards;
mod careful;
mod judging;
mod office;
mod paper;
mod procedure_check;
mod search;
mod statistics;
mod worklist;
