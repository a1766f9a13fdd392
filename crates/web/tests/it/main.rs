//! What the pages promise, told against a real Postgres.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod account;
mod case;
mod failures;
mod integrity;
mod language;
mod people;
mod record;
mod register;
mod rules;
mod safety;
mod search;
mod setting;
mod sheet;
mod sitting;
mod statistics;
mod work;
