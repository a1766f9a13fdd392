//! What `domain` promises, told from outside: golden samples, tables, refusals, corrections, and properties over
//! generated histories.
#![expect(clippy::expect_used, reason = "a test that cannot be set up fails there")]

mod accesses;
mod bench;
mod blame;
mod checks;
mod corrections;
mod delegations;
mod erasures;
mod expects;
mod facts;
mod golden;
mod grants;
mod hostile;
mod inquiry;
mod marks;
mod objects;
mod offers;
mod oracle;
mod plans;
mod questions;
mod record_first;
mod referral;
mod refusals;
mod regimes;
mod registers;
mod replay;
mod restate;
mod rulebooks;
mod sentences;
mod separation;
mod special_access;
mod tables;
mod walker;
