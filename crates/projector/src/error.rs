//! What can go wrong with the engine, as opposed to what is wrong with an event.

/// An error of the engine.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A projection's name cannot be part of a schema's name, or its version is not positive.
    #[error("{0:?} cannot name a schema: lower-case letters, digits and `_`, at most {max} bytes", max = crate::schema::NAME_BYTES_MAX)]
    Name(String),
    /// Two projections have one name.
    #[error("two projections are called {0}")]
    NamedTwice(&'static str),
    /// No projection of this program has this name.
    #[error("there is no projection {0}")]
    Unknown(String),
    /// Only the event that stopped a projection may be skipped.
    #[error("projection {name} is not stopped at position {position}")]
    NotStopped {
        /// The projection.
        name: &'static str,
        /// The position.
        position: i64,
    },
    /// An event cannot be folded, so the model cannot be built.
    #[error("projection {name} cannot fold the event at position {position}: {reason}")]
    Poisoned {
        /// The projection.
        name: &'static str,
        /// Where the event is.
        position: i64,
        /// Why, without any private text.
        reason: String,
    },
    /// A model cannot make the rows of what it was given, and could not a second time: taken like an event it cannot fold.
    #[error("rows cannot be made: {0}")]
    Unmade(crate::Poison),
    /// Somebody else builds this model.
    #[error("projection {0} is being built elsewhere, or was until a moment ago")]
    Busy(&'static str),
    /// No tables are kept that could be taken back.
    #[error("of projection {0} no replaced tables are kept that could be taken back")]
    NothingKept(&'static str),
    /// The lease went to another node, so nothing was stored.
    #[error("the lease of projection {0} went to another node")]
    LeaseLost(&'static str),
    /// A task of the engine ended before its work.
    #[error("a task of the projector ended early: {0}")]
    Task(#[from] tokio::task::JoinError),
    /// The log could not be read.
    #[error("the log cannot be read: {0}")]
    Log(#[from] wenze_ledger::Error),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl Error {
    /// Whether the same call may succeed in a moment: the database cannot be reached now.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Log(error) => error.is_passing(),
            Self::Database(error) => wenze_ledger::is_passing(error),
            _ => false,
        }
    }

    /// Whether tables were read that are not there yet: a model is built for the first time.
    pub fn is_unbuilt(&self) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else { return false };
        // Undefined table, undefined schema, undefined function.
        error.code().is_some_and(|code| matches!(code.as_ref(), "42P01" | "3F000" | "42883"))
    }
}

/// What is said about rows that cannot be stored, without their text. None if the fault is not in the rows.
pub(crate) fn refused_rows(error: &Error) -> Option<String> {
    if let Error::Unmade(poison) = error {
        return Some(poison.0.clone());
    }
    let Error::Database(sqlx::Error::Database(error)) = error else { return None };
    let code = error.code()?;
    // Data exceptions, broken constraints, program limits: the same rows fail again wherever they are sent.
    let is_permanent = ["22", "23", "54"].iter().any(|class| code.starts_with(class));
    is_permanent.then(|| match error.constraint() {
        Some(constraint) => format!("the database refused its rows: SQLSTATE {code}, constraint {constraint}"),
        None => format!("the database refused its rows: SQLSTATE {code}"),
    })
}
