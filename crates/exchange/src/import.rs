//! Import: files through a mapping into the log, one source case one command, many in flight.
//!
//! Running it again records nothing twice: every id follows from the set and the row. A run that was cut off is
//! finished by running it again.

mod delivery;
mod mark;
mod rehearsal;
mod rejects;
mod run;
mod send;
mod sift;

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use serde::Serialize;

use crate::mapping::Mapping;
use crate::{CONCURRENCY, KeyError, MARK_EVERY_CASES, SORT_BYTES};
pub use rejects::Reject;
pub(crate) use rejects::Rejects;
pub use run::run;
pub(crate) use send::offer;
pub use sift::sift;

/// What to import.
#[derive(Debug, Clone)]
pub struct ImportPlan {
    /// The files, all of one set.
    pub files: Vec<PathBuf>,
    /// How they are read.
    pub mapping: Mapping,
    /// Decide every act and store none.
    pub dry_run: bool,
    /// Go on where a run of the same plan was cut off, as far as its mark beside the rejects tells; without a mark every
    /// case is offered again, which changes nothing but takes longer.
    pub resume: bool,
    /// Where rejected cases are written, readable by this user only. Without it a report holds the first of them.
    pub rejects: Option<PathBuf>,
    /// Cases in flight.
    pub concurrency: usize,
    /// Cases between two entries in the mark.
    pub mark_every_cases: u64,
    /// Bytes of rows of tables held in memory; more are sorted in files.
    pub sort_bytes: usize,
    /// Where such files lie. They have no name and vanish with the program.
    pub sort_folder: PathBuf,
}

impl ImportPlan {
    /// A plain import of these files.
    pub fn new(files: Vec<PathBuf>, mapping: Mapping) -> Self {
        Self {
            files,
            mapping,
            dry_run: false,
            resume: false,
            rejects: None,
            concurrency: CONCURRENCY,
            mark_every_cases: MARK_EVERY_CASES,
            sort_bytes: SORT_BYTES,
            sort_folder: std::env::temp_dir(),
        }
    }
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Cases done, whatever became of them.
    pub cases: u64,
    /// Acts stored, or in a dry run decided.
    pub acts: u64,
    /// Cases rejected.
    pub rejected: u64,
    /// Bytes of the files read.
    pub bytes: u64,
    /// Bytes of all files.
    pub of_bytes: u64,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Report {
    /// Cases in the files.
    pub cases: u64,
    /// Acts stored by this run, by kind; in a dry run those it would store.
    pub acts: BTreeMap<String, u64>,
    /// Cases of which everything had been stored before.
    pub unchanged: u64,
    /// Cases, lines and rests of files of which nothing, or not everything, was stored.
    pub rejected: u64,
    /// What cannot have been as the source says it and was recorded all the same, by what it is. Each stands with its
    /// line in the file for rejects, marked `stored`.
    pub remarks: BTreeMap<String, u64>,
    /// How long it took.
    pub seconds: f64,
    /// The first rejects, if no file was named for them.
    #[serde(skip)]
    pub first_rejects: Vec<Reject>,
}

/// Why an import stopped. What was stored stays stored, and the same import again goes on from there.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// A source file cannot be opened.
    #[error("{}: {error}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// The files are not those that the mapping declares.
    #[error("{0}")]
    Files(String),
    /// Persons are to be replaced by pseudonyms, and there is no key for it.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The file for rejects, or the mark beside it, cannot be written.
    #[error("{}: {error}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// The log does not take acts now.
    #[error("the import stopped: {0}")]
    Log(#[from] wenze_casework::Error),
    /// A task of the import ended by itself: a defect of the program.
    #[error("the import stopped: a task ended before its work was done")]
    TaskEnded,
}
