//! How far a run has come, kept beside its rejects, so that a run that was cut off need not offer everything again.
//!
//! The mark only saves time. It is believed only for the same files and mapping, and only by a log that knows the last
//! command it names; otherwise the import starts from the beginning, which changes nothing either.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wenze_casework::Casework;

use super::rejects::Rejects;
use super::{ImportError, ImportPlan, rejects};

const SUFFIX: &str = ".progress";

/// What a mark says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mark {
    mapping: Uuid,
    files: Vec<FileMark>,
    /// Cases from the start of the files that are done.
    pub(super) done: u64,
    /// How many of them were rejected.
    pub(super) rejected: u64,
    /// The command that recorded one of them, known to the log they went to.
    command_id: Option<Uuid>,
}

/// A file as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileMark {
    path: PathBuf,
    bytes: u64,
    modified_ms: u128,
}

/// Cases finished in any order, counted from the start without gaps.
#[derive(Debug, Default)]
pub(super) struct Finished {
    /// Every case before this one is done.
    pub(super) done: u64,
    /// How many of those were rejected.
    pub(super) rejected: u64,
    /// Cases done after a gap, and whether they were rejected.
    beyond: BTreeMap<u64, bool>,
}

impl Finished {
    /// Goes on where a mark stands.
    pub(super) fn from(mark: &Mark) -> Self {
        Self { done: mark.done, rejected: mark.rejected, beyond: BTreeMap::new() }
    }

    /// One case is done.
    pub(super) fn add(&mut self, sequence: u64, is_rejected: bool) {
        self.beyond.insert(sequence, is_rejected);
        while let Some(is_rejected) = self.beyond.remove(&self.done) {
            self.done += 1;
            self.rejected += u64::from(is_rejected);
        }
    }
}

impl Mark {
    /// The mark of a plan that has not begun.
    pub(super) fn new(plan: &ImportPlan) -> Self {
        let mapping = plan.mapping.fingerprint();
        Self {
            mapping,
            files: plan.files.iter().map(|path| file_mark(path)).collect(),
            done: 0,
            rejected: 0,
            command_id: None,
        }
    }

    /// Where the mark of a plan is kept.
    pub(super) fn path(plan: &ImportPlan) -> Option<PathBuf> {
        let rejects = plan.rejects.as_ref().filter(|_| !plan.dry_run)?;
        let mut name = rejects.file_name()?.to_owned();
        name.push(SUFFIX);
        Some(rejects.with_file_name(name))
    }

    /// The mark of an earlier run of the same plan into the same log, if there is one and it is to be continued.
    pub(super) async fn find(plan: &ImportPlan, casework: &Casework) -> Result<Option<Self>, ImportError> {
        let Some(text) = Self::path(plan).filter(|_| plan.resume).and_then(|path| fs::read(path).ok()) else {
            return Ok(None);
        };
        let found: Option<Self> = serde_json::from_slice(&text).ok();
        let fresh = Self::new(plan);
        let Some(found) = found.filter(|old| old.mapping == fresh.mapping && old.files == fresh.files) else {
            return Ok(None);
        };
        let Some(command_id) = found.command_id else { return Ok(None) };
        let answer = casework.ledger().command_answer(command_id).await.map_err(wenze_casework::Error::from)?;
        Ok(answer.map(|_| found))
    }

    /// Keeps it; what was rejected until then is on disk first. `command_id` is any command that the log has accepted.
    pub(super) fn keep(
        &mut self,
        plan: &ImportPlan,
        rejects: &mut Rejects,
        finished: &Finished,
        command_id: Option<Uuid>,
    ) -> Result<(), ImportError> {
        let Some(path) = Self::path(plan) else { return Ok(()) };
        rejects.flush()?;
        (self.done, self.rejected) = (finished.done, finished.rejected);
        self.command_id = command_id.or(self.command_id);
        let draft = path.with_extension("draft");
        let written = rejects::open(&draft, false).and_then(|mut file| {
            file.write_all(&serde_json::to_vec(self)?)?;
            file.sync_all()?;
            fs::rename(&draft, &path)
        });
        written.map_err(|error| ImportError::Write { path, error })
    }

    /// The run is complete.
    pub(super) fn forget(plan: &ImportPlan) {
        if let Some(path) = Self::path(plan) {
            // A mark that stays only makes a later run offer nothing new.
            let _ = fs::remove_file(path);
        }
    }
}

fn file_mark(path: &Path) -> FileMark {
    let metadata = fs::metadata(path).ok();
    let modified =
        metadata.as_ref().and_then(|m| m.modified().ok()).and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    FileMark {
        path: path.to_owned(),
        bytes: metadata.map_or(0, |m| m.len()),
        modified_ms: modified.map_or(0, |time| time.as_millis()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_holds_the_count_back() {
        let mut finished = Finished { done: 10, rejected: 1, ..Finished::default() };
        let mut add = |sequence, is_rejected| {
            finished.add(sequence, is_rejected);
            (finished.done, finished.rejected)
        };
        assert_eq!(add(12, true), (10, 1));
        assert_eq!(add(10, false), (11, 1));
        assert_eq!(add(11, false), (13, 2));
        assert_eq!(add(13, true), (14, 3));
    }
}
