//! What can go wrong with a call, as opposed to what became of a command.

use crate::{Invalid, LogId};

/// An error of the log. Conflicts and repeats are not here: they are [`crate::Answer`]s.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The command breaks a bound and was not queued.
    #[error("the command is not well formed: {0}")]
    Invalid(#[from] Invalid),
    /// The queue is full; nothing was queued.
    #[error("the log's queue is full, try again in {retry_after_s} s")]
    Busy {
        /// What the caller should wait.
        retry_after_s: u32,
    },
    /// The database refused this command itself; nothing of it was stored.
    #[error("the log refused the command: {0}")]
    Refused(String),
    /// The database could not be reached in time. The command may or may not have been stored: sending it again with
    /// the same id tells.
    #[error("the log cannot be reached, the fate of the command is unknown: {0}")]
    Unavailable(String),
    /// The ledger was closed.
    #[error("the ledger is closed")]
    Closed,
    /// There is no such log in this database.
    #[error("log {} has not been opened in this database", .0.0)]
    NoLog(LogId),
    /// A read asked for more than one call may return.
    #[error("the answer is longer than the bound of {0}")]
    TooLong(usize),
    /// A node's name is empty or too long.
    #[error("a node's name has 1 to {} bytes", crate::NODE_BYTES_MAX)]
    NodeName,
    /// The database failed while reading.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}
