//! What the engine promises, told against a real Postgres.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod crash;
mod follow;
mod kept;
mod lease;
mod poison;
mod rebuild;
mod setting;
mod toys;
mod versions;
