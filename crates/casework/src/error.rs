//! What a use case can answer besides success; mapped once, at the boundary.

use uuid::Uuid;
use wenze_domain::refusal::Refusal;
use wenze_domain::registers::{AccessState, ErasureState, OpeningState};
use wenze_rulebook::calendar::CalendarError;
use wenze_rulebook::load::Complaint;
use wenze_vault::FileProblem;

/// A refusal, with the act it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Index of the act in the request, from 0.
    pub index: usize,
    /// The refusal.
    pub refusal: Refusal,
}

/// Why a use case gave no result.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An act was refused; nothing was stored.
    #[error("act {}: {}", .0.index, .0.refusal)]
    Refused(Problem),
    /// No such case, person, organ or event.
    #[error("there is no {kind} {id}")]
    NotFound {
        /// What was looked for.
        kind: &'static str,
        /// Its id.
        id: Uuid,
    },
    /// A number is taken by another case.
    #[error("'{key}' is taken by {holder}")]
    Taken {
        /// The claim key.
        key: String,
        /// Who holds it.
        holder: Uuid,
    },
    /// The key was used for another request.
    #[error("this Idempotency-Key was used for another request")]
    KeyReused,
    /// Since the case was seen, others recorded acts about the same objects; nothing was stored.
    #[error(
        "since version {since} others recorded acts about the same objects: look at them and send the request again"
    )]
    MovedOn {
        /// The version that was seen.
        since: i32,
        /// The version now.
        version: i32,
    },
    /// Others kept writing to the case; nothing was stored.
    #[error("others were writing to the case at the same time; try again")]
    Contended,
    /// The queue is full; nothing was stored.
    #[error("too much is being written; try again in {retry_after_s} s")]
    Busy {
        /// What to wait.
        retry_after_s: u32,
    },
    /// As many listen to what is recorded as may.
    #[error("all places of listeners are taken; try again in {retry_after_s} s")]
    ListenersFull {
        /// What to wait.
        retry_after_s: u32,
    },
    /// The view has not caught up with the caller's own write.
    #[error("the view has not caught up yet; try again in a moment")]
    ViewBehind,
    /// A cursor or position that this server did not give.
    #[error("'{0}' is not a value this server gave out")]
    BadToken(&'static str),
    /// Nothing can be looked for by what is asked.
    #[error("nothing can be looked for: {0}")]
    Unasked(wenze_projections::search::Unasked),
    /// The case is longer than one answer may be.
    #[error("the case has more than {0} events")]
    TooLong(i64),
    /// A statistic has more numbers than one answer may hold.
    #[error("more than {0} cells: ask by one dimension, or for a shorter period")]
    TooManyCells(u32),
    /// An erasure does not stand so that this may be done.
    #[error("the erasure is {}", .0.as_str())]
    Erasure(ErasureState),
    /// The texts must be kept.
    #[error("the texts must be kept: {} reasons", .0.len())]
    Kept(Vec<crate::Block>),
    /// Acts or texts pass what one command may hold; nothing was stored.
    #[error("too much for one command: {0}")]
    TooMuch(String),
    /// The log cannot be reached. The command may or may not have been stored: the same command again tells.
    #[error("the log cannot be reached; the same command again tells whether it was stored")]
    Unavailable,
    /// The log or its database failed.
    #[error(transparent)]
    Ledger(wenze_ledger::Error),
    /// The vault failed.
    #[error(transparent)]
    Vault(wenze_vault::Error),
    /// A read model failed.
    #[error(transparent)]
    Views(#[from] wenze_projector::Error),
    /// A rulebook cannot be used; nothing was stored.
    #[error("the rulebook cannot be adopted: {}", .0.first().map(ToString::to_string).unwrap_or_default())]
    Rulebook(Vec<Complaint>),
    /// A calendar cannot be used; nothing was stored.
    #[error("the calendar cannot be published: {0}")]
    Calendar(Box<CalendarError>),
    /// A release or revision stands for another text already; nothing was stored.
    #[error("'{0}' was brought with another text before: give what was changed a version of its own")]
    ReleaseTaken(String),
    /// No such rulebook.
    #[error("there is no rulebook '{0}', neither shipped nor adopted")]
    NoRulebook(String),
    /// A sealed part cannot be opened, or its opening not be decided on, as it stands.
    #[error("the opening stands so: {}", .0.as_str())]
    Opening(OpeningState),
    /// Special access cannot be decided on, or taken back, as it stands.
    #[error("the access stands so: {}", .0.as_str())]
    Access(AccessState),
    /// With a role that is taken back open duties would lose their owner; nothing was stored.
    #[error(
        "{duties} open duties stand under this person, and nobody would do them any more: hand each over first (HandlerAssigned); \
         what was decided on paper is recorded as entered from paper"
    )]
    LeavesUndone {
        /// Whose they are.
        person: uuid::Uuid,
        /// How many.
        duties: i64,
    },
    /// A file cannot be begun or gone on with as asked.
    #[error("{0}")]
    File(FileProblem),
    /// Not all of the file is there.
    #[error("the upload of the file is not finished")]
    FileUnfinished,
    /// The file was erased.
    #[error("the file was erased")]
    FileErased,
    /// This node keeps no files.
    #[error("this node was opened without a store for files")]
    NoFileStore,
    /// An event could not be written as decided; nothing was stored.
    #[error("the event cannot be written: {0}")]
    Unwritable(String),
}

impl From<wenze_vault::Error> for Error {
    fn from(error: wenze_vault::Error) -> Self {
        match error {
            wenze_vault::Error::File(problem) => Self::File(problem),
            wenze_vault::Error::NoFile(id) => Self::NotFound { kind: "file", id },
            other => Self::Vault(other),
        }
    }
}

impl From<wenze_ledger::Error> for Error {
    fn from(error: wenze_ledger::Error) -> Self {
        match error {
            wenze_ledger::Error::Busy { retry_after_s } => Self::Busy { retry_after_s },
            wenze_ledger::Error::Invalid(bound) => Self::TooMuch(bound.to_string()),
            wenze_ledger::Error::Unavailable(_) | wenze_ledger::Error::Closed => Self::Unavailable,
            other => Self::Ledger(other),
        }
    }
}

impl Error {
    /// Whether the same request may succeed in a moment: log, vault, store of files or views cannot be reached now.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Busy { .. } | Self::ListenersFull { .. } | Self::ViewBehind | Self::Contended | Self::Unavailable => {
                true
            }
            Self::Ledger(error) => error.is_passing(),
            Self::Vault(wenze_vault::Error::Database(error)) => wenze_ledger::is_passing(error),
            Self::Vault(wenze_vault::Error::Store(trouble)) => trouble.is_passing(),
            Self::Views(error) => error.is_passing() || error.is_unbuilt(),
            _ => false,
        }
    }

    pub(crate) fn refused(index: usize, refusal: Refusal) -> Self {
        Self::Refused(Problem { index, refusal })
    }
}
