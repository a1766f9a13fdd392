//! The append-only log: commands go in through one database function, events come out in gapless order.
//!
//! The crate knows bytes and kinds, not meaning. Its README holds the contract, a worked example and the timeline
//! that shows why a reader misses nothing.

mod alone;
mod appender;
mod batch;
mod bounds;
mod check;
mod error;
mod follow;
mod hash;
mod ledger;
mod provision;
mod read;
mod scan;
mod texts;
mod types;
mod verify;

pub use bounds::*;
pub use check::Invalid;
pub use error::{Error, is_passing};
pub use follow::Follower;
pub use hash::{content_hash, record_hash};
pub use ledger::Ledger;
pub use provision::{APP_ROLE, open_log, provision};
pub use read::{CommandAnswer, StreamRange};
pub use scan::LogScan;
pub use texts::{StoredText, TextKind};
pub use types::*;
pub use verify::{CheckedFields, Fault, FaultKind, Report, verify};

/// What can never be rebuilt: the schemas `log`, `vault`, `rulebook` and `access`, their functions and grants. Run as the owner.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations");

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
