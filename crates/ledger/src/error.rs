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
    /// A text is empty or too long.
    #[error("a text has 1 to {} bytes, not {}", crate::TEXT_BYTES_MAX, .0)]
    TextSize(usize),
    /// A stored text is not the one that its digest names.
    #[error("a stored text is not the one that its digest names; `wenze verify` says which")]
    TextDamaged,
    /// A node's name is empty or too long.
    #[error("a node's name has 1 to {} bytes", crate::NODE_BYTES_MAX)]
    NodeName,
    /// The database failed while reading.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl Error {
    /// Whether the same call may succeed in a moment: the log or its database cannot be reached now.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Busy { .. } | Self::Unavailable(_) | Self::Closed => true,
            Self::Database(error) => is_passing(error),
            _ => false,
        }
    }
}

/// Whether the same statement may succeed later: the fault lies with the server or the line, not with what was sent.
pub fn is_passing(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Database(error) => error.code().is_some_and(|code| {
            // Connection, resources, transaction conflict, operator intervention, lock time-out, read-only replica,
            // and a fork refused because another node's batch came first.
            ["08", "53", "40", "57"].iter().any(|class| code.starts_with(class))
                || matches!(code.as_ref(), "55P03" | "25006")
                || error.constraint() == Some("batch_never_forks")
        }),
        sqlx::Error::Encode(_) | sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => false,
        _ => true,
    }
}
