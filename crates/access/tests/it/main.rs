//! Accounts, sessions, tokens and delay on a real Postgres, acting as the application's role.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod accounts;
mod least_privilege;
mod sessions;
mod setting;
mod sign_in;
mod sweep;
mod tokens;
