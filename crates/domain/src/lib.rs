//! The case: acts, events, `effective`, `decide`, `evolve`, sub-states, regimes. Pure: no clock, randomness or I/O.

pub mod acts;
pub mod codes;
pub mod fields;
pub mod refs;
pub mod regimes;
pub mod shapes;
pub mod spec;
pub mod time;
