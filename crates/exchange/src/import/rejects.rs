//! What was not imported, and why: JSON lines in a file only this user may read, since a reason can quote the source.

use std::fs::{File, OpenOptions, Permissions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::ImportError;
use super::delivery::Spot;
use crate::REJECTS_KEPT_MAX;
use crate::mapping::Format;
use crate::source::Fault;

const OWNER_ONLY: u32 = 0o600;

/// One case, line or rest of a file that was not imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reject {
    /// The file.
    pub file: PathBuf,
    /// The trace of a process log, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trace: Option<u64>,
    /// The line of a file of acts, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The case, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// Which act of the case, from 0, where one is to blame.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<usize>,
    /// The kind of that act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// A stable word for the reason.
    pub code: String,
    /// The reason.
    pub message: String,
    /// It was imported all the same: this says what cannot have been as the source says it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub stored: bool,
}

impl Reject {
    /// At a place, without a case.
    pub(super) fn at(spot: &Spot, code: &str, message: String) -> Self {
        let is_log = spot.format == Format::Xes;
        Self {
            file: spot.file.to_path_buf(),
            trace: is_log.then_some(spot.number),
            line: (!is_log).then_some(spot.number),
            case: None,
            act: None,
            kind: None,
            code: code.to_owned(),
            message,
            stored: false,
        }
    }

    pub(super) fn from_fault(spot: &Spot, fault: Fault) -> Self {
        Self { case: fault.case, act: fault.act, ..Self::at(spot, fault.code, fault.message) }
    }
}

/// Where rejects go.
#[derive(Debug)]
pub(crate) struct Rejects {
    path: Option<PathBuf>,
    file: Option<BufWriter<File>>,
    keep_old: bool,
    kept: Vec<Reject>,
}

impl Rejects {
    /// The file is made with the first reject; one that an earlier run left is emptied at once, unless that is continued.
    pub(crate) fn open(path: Option<&Path>, keep_old: bool) -> Result<Self, ImportError> {
        let mut rejects = Self { path: path.map(Path::to_owned), file: None, keep_old, kept: Vec::new() };
        if path.is_some_and(Path::exists) {
            rejects.file()?;
        }
        Ok(rejects)
    }

    pub(crate) fn push(&mut self, reject: Reject) -> Result<(), ImportError> {
        let Some(path) = self.path.clone() else {
            if !reject.stored && self.kept.len() < REJECTS_KEPT_MAX {
                self.kept.push(reject);
            }
            return Ok(());
        };
        let write = |file: &mut BufWriter<File>| {
            serde_json::to_writer(&mut *file, &reject)?;
            file.write_all(b"\n")
        };
        self.file()?.map_or(Ok(()), write).map_err(|error| ImportError::Write { path, error })
    }

    /// Everything said so far is on disk.
    pub(super) fn flush(&mut self) -> Result<(), ImportError> {
        let flushed = self.file.as_mut().map_or(Ok(()), Write::flush);
        flushed.map_err(|error| ImportError::Write { path: self.path.clone().unwrap_or_default(), error })
    }

    /// Ends, giving back the rejects no file was named for.
    pub(crate) fn finish(mut self) -> Result<Vec<Reject>, ImportError> {
        self.flush()?;
        Ok(self.kept)
    }

    fn file(&mut self) -> Result<Option<&mut BufWriter<File>>, ImportError> {
        if let (None, Some(path)) = (&self.file, &self.path) {
            let opened = open(path, self.keep_old).map_err(|error| ImportError::Write { path: path.clone(), error })?;
            self.file = Some(BufWriter::new(opened));
        }
        Ok(self.file.as_mut())
    }
}

/// Opens a file that nobody else may read, also if it was there before.
pub(super) fn open(path: &Path, keep_old: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).mode(OWNER_ONLY);
    let file = if keep_old { options.append(true) } else { options.write(true).truncate(true) }.open(path)?;
    file.set_permissions(Permissions::from_mode(OWNER_ONLY))?;
    Ok(file)
}
