//! The closed list of structural refusals. Everything else that is wrong with an act is a finding of the rulebook.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::case::Missing;
use crate::separation::Bar;
use crate::time::PartialDate;
use crate::unquoted::without_values;

/// Why nothing was stored. The letters are those of the closed list in the architecture, §3.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// (a) The request does not parse or lacks a required field.
    #[error("{pointer}: {message}")]
    Malformed {
        /// RFC 6901 pointer into the request.
        pointer: String,
        /// What is wrong there.
        message: String,
    },
    /// (a) A role of the refs is missing, has too many objects, or is not one of this act's.
    #[error("refs/{role}: {problem}")]
    Roles {
        /// The role.
        role: String,
        /// What is wrong with it.
        problem: String,
    },
    /// (b) An object named does not exist.
    #[error("there is no {role} {id}")]
    ObjectMissing {
        /// The role it was named under.
        role: String,
        /// The object.
        id: String,
    },
    /// (b) The act would create an object whose id exists.
    #[error("a {role} with the id {id} exists already")]
    ObjectExists {
        /// The role.
        role: String,
        /// The object.
        id: Uuid,
    },
    /// (c) The case was taken over by another.
    #[error("the case was taken over by case {by}: record intake and investigation acts there")]
    Absorbed {
        /// The case that took it over.
        by: Uuid,
    },
    /// (c) The stream holds an event this program cannot read.
    #[error("the stream holds events this program cannot read (versions {versions:?}): update the program")]
    Unreadable {
        /// Their versions.
        versions: Vec<i32>,
    },
    /// (d) The case has moved on.
    #[error("the case stands at version {actual}, not {expected}")]
    Stale {
        /// What the caller believed.
        expected: i32,
        /// What it is.
        actual: i32,
    },
    /// (e) Wholly in the future.
    #[error("the act lies in the future ({date}): record it once it has happened")]
    Future {
        /// Its date.
        date: String,
    },
    /// (f) The recorder may not record this.
    #[error("the recorder may not record this act: {reason}")]
    NotAuthorised {
        /// Why not.
        reason: String,
    },
    /// (f) The recorder acts for somebody whose delegation does not hold.
    #[error("there is no delegation in force by which this may be done ({})", .why.code())]
    Undelegated {
        /// Why not.
        why: Undelegated,
    },
    /// (f) Whoever does this act in the system did another before that keeps him from it.
    #[error("who did {kind} in this case may not do this here ({})", .bar.as_str())]
    Separation {
        /// What keeps him from it.
        bar: Bar,
        /// The kind of the earlier act.
        kind: String,
        /// Its day.
        day: Option<PartialDate>,
    },
    /// (g) No loaded regime knows the code.
    #[error("{field}: no loaded regime knows the code '{code}'")]
    UnknownCode {
        /// The field.
        field: String,
        /// The code.
        code: String,
    },
    /// (h) A rulebook blocks the act in the system; on paper it can still be recorded.
    #[error("rule {rule} blocks this act in the system")]
    Guard {
        /// The rule.
        rule: String,
    },
    /// The file that the act names is not one that it can name.
    #[error("{pointer}: the file cannot be named here: {}", .why.code())]
    File {
        /// Where.
        pointer: String,
        /// Why.
        why: WrongFile,
    },
    /// A correction that cannot be made.
    #[error("{message}")]
    Correction {
        /// The field.
        pointer: String,
        /// Why.
        message: String,
    },
    /// Not a refusal but a question: the act is out of order and can be recorded once that is confirmed with a reason, and
    /// where a rule of the organ asks, with the approval of another person.
    #[error("the act is out of the usual order: confirm it with a reason to record it all the same")]
    ConfirmNeeded {
        /// What the usual order would have had before it.
        missing: Vec<Missing>,
    },
}

/// Why nothing may be done in somebody's stead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undelegated {
    /// Nothing was delegated to this person at this office.
    Never,
    /// What was delegated begins on this day.
    ToCome(NaiveDate),
    /// What was delegated ended with this day.
    Over(NaiveDate),
    /// What was delegated was revoked from this day on.
    Revoked(NaiveDate),
    /// What is delegated is other acts than this.
    OtherActs,
    /// Whoever delegated does not hold the role at the office himself.
    RoleNotHeld,
    /// The act is recorded from paper, or says itself whose it is: nobody acts by delegation on paper of another.
    NotDoneHere,
    /// The record holds what this program cannot read, which may be a revocation.
    Unreadable,
}

impl Undelegated {
    /// The word for programs, and for the locales.
    pub fn code(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::ToCome(_) => "to_come",
            Self::Over(_) => "over",
            Self::Revoked(_) => "revoked",
            Self::OtherActs => "other_acts",
            Self::RoleNotHeld => "role_not_held",
            Self::NotDoneHere => "not_done_here",
            Self::Unreadable => "unreadable",
        }
    }

    /// The day on which it begins or ended.
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Self::ToCome(day) | Self::Over(day) | Self::Revoked(day) => Some(day),
            _ => None,
        }
    }
}

/// Why an act cannot name a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongFile {
    /// The case has no such file.
    Unknown,
    /// Not all of it is there yet.
    Unfinished,
    /// It was erased.
    Erased,
    /// Its digest is another.
    Digest,
    /// Its media type is another.
    MediaType,
    /// Files belong to cases, and the act to none.
    NoCase,
}

impl WrongFile {
    /// The word for programs, and for the locales.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Unfinished => "unfinished",
            Self::Erased => "erased",
            Self::Digest => "digest",
            Self::MediaType => "media_type",
            Self::NoCase => "no_case",
        }
    }
}

impl Refusal {
    /// A stable code for problem documents and messages.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed { .. } => "malformed",
            Self::Roles { .. } => "roles",
            Self::ObjectMissing { .. } => "object-missing",
            Self::ObjectExists { .. } => "object-exists",
            Self::Absorbed { .. } => "absorbed",
            Self::Unreadable { .. } => "unreadable",
            Self::Stale { .. } => "stale",
            Self::Future { .. } => "future",
            Self::NotAuthorised { .. } => "not-authorised",
            Self::Undelegated { .. } => "delegation",
            Self::Separation { .. } => "separation",
            Self::UnknownCode { .. } => "unknown-code",
            Self::Guard { .. } => "guard",
            Self::File { .. } => "file",
            Self::Correction { .. } => "correction",
            Self::ConfirmNeeded { .. } => "confirm-needed",
        }
    }

    /// A malformed request at a pointer. Values that the message quotes are left out: any can be a name in the wrong place.
    pub fn malformed(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Malformed { pointer: pointer.into(), message: without_values(&message.into()) }
    }
}
