//! The program itself, started as its users start it, on a real Postgres.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at the first surprise")]

mod accounts;
mod bucket;
mod files;
mod front;
mod http;
mod keys;
mod load;
mod nodes;
mod program;
mod projections;
mod store;
