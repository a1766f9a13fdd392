//! What the pages promise, told against a real Postgres.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod account;
mod approvals;
mod backfill;
mod beside;
mod boards;
mod case;
mod check;
mod correct;
mod drafts;
mod failures;
mod form;
mod language;
mod provider;
mod record;
mod register;
mod replay;
mod safety;
mod setting;
mod sheet;
mod sitting;
mod sittings;
mod told;
mod work;
