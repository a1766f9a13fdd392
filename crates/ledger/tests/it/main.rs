//! What the log promises, told against a real Postgres.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod alone;
mod answers;
mod bounds;
mod follow;
mod least_privilege;
mod order;
mod private;
mod read;
mod refusals;
mod setting;
mod texts;
mod verify;
