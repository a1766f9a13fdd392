//! What the promises are told with: a node on a real log, acts to record, writers that can be killed, and the questions
//! that every promise asks of log and read models afterwards.
//!
//! The promises themselves stand in `tests/promises`, one file each, named in the words of those who rely on them.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "only tests use it, and they stop at the first surprise"
)]

pub mod acts;
pub mod generated;
pub mod node;
pub mod questions;
pub mod story;
pub mod tables;
pub mod writers;
