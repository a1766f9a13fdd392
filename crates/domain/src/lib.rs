//! The case: acts, events, `effective`, `decide`, `evolve`, sub-states, regimes. Pure: no clock, randomness or I/O.

pub mod acts;
pub mod available;
pub mod canonical;
pub mod case;
pub mod codes;
pub mod decide;
pub mod effective;
pub mod envelope;
pub mod event;
pub mod evolve;
pub mod fields;
pub mod history;
pub mod machine;
pub mod order;
pub mod parts;
pub mod refs;
pub mod refusal;
pub mod regimes;
pub mod registers;
pub mod request;
pub mod schema;
pub mod shapes;
pub mod spec;
pub mod states;
pub mod time;
pub mod touch;
