//! Who uses the server. Two locks of the operating system, which vanish with their process however it ends:
//!
//! - `pg.gate`, exclusive, is held while the server is being started or stopped, so that two processes do not both do it;
//! - `pg.users`, shared, is held by everyone who uses the server. Whoever leaves and then gets it exclusively was the last.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Error, Result, While};
use crate::home::Home;

const POLL: Duration = Duration::from_millis(50);

/// The right to start or stop the server; given back when dropped.
#[derive(Debug)]
pub(crate) struct Gate {
    _file: File,
}

impl Gate {
    pub(crate) fn take(home: &Home, wait: Duration) -> Result<Self> {
        let (path, file) = open(home, "pg.gate")?;
        let asked = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) if asked.elapsed() < wait => thread::sleep(POLL),
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::Busy { path: home.data().to_owned(), waited: asked.elapsed() });
                }
                Err(TryLockError::Error(source)) => return Err(source).while_doing("lock", &path),
            }
        }
    }
}

/// A share in the use of the server.
#[derive(Debug)]
pub(crate) struct Use {
    file: File,
    path: PathBuf,
}

impl Use {
    /// Joins the users. Call it behind the gate: nobody holds this lock exclusively for longer than the gate.
    pub(crate) fn join(home: &Home) -> Result<Self> {
        let (path, file) = open(home, "pg.users")?;
        file.lock_shared().while_doing("lock", &path)?;
        Ok(Self { file, path })
    }

    /// Leaves, and says whether nobody else is left. Call it behind the gate.
    pub(crate) fn leave(&self) -> Result<bool> {
        self.file.unlock().while_doing("unlock", &self.path)?;
        is_free(&self.file, &self.path)
    }
}

/// Whether nobody uses the server. Call it behind the gate.
pub(crate) fn is_unused(home: &Home) -> Result<bool> {
    let (path, file) = open(home, "pg.users")?;
    is_free(&file, &path)
}

fn is_free(file: &File, path: &Path) -> Result<bool> {
    match file.try_lock() {
        Ok(()) => file.unlock().while_doing("unlock", path).map(|()| true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(source)) => Err(source).while_doing("lock", path),
    }
}

fn open(home: &Home, name: &str) -> Result<(PathBuf, File)> {
    let path = home.file(name);
    let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
    file.while_doing("open", &path).map(|file| (path, file))
}
