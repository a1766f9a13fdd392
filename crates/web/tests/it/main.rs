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
mod integrity;
mod language;
mod live;
mod people;
mod provider;
mod reconciliation;
mod record;
mod register;
mod replay;
mod rules;
mod safety;
mod search;
mod setting;
mod sheet;
mod sitting;
mod sittings;
mod statistics;
mod told;
mod uploads;
mod work;
