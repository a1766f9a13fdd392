//! What the pages promise, told against a real Postgres.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod case;
mod failures;
mod language;
mod register;
mod safety;
mod setting;
mod sheet;
