//! What the pages promise, told against a real Postgres.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod account;
mod approvals;
mod boards;
mod case;
mod failures;
mod language;
mod record;
mod register;
mod safety;
mod setting;
mod sheet;
mod sitting;
mod told;
mod work;
