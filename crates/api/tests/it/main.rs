//! What the API promises, over its own router and a real Postgres.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod boards;
mod bounds;
mod closed;
mod document;
mod effects;
mod known_rules;
mod life;
mod lists;
mod moments;
mod problems;
mod procedure;
mod registers;
mod retries;
mod review;
mod setting;
mod worklist;
