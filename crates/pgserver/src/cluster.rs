//! The cluster's folder: making it, and reading from it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::{OpenOptionsExt, chown};
use std::path::{Path, PathBuf};
use std::process;

use crate::account::Account;
use crate::address::OWNER_ROLE;
use crate::binaries::{Binaries, Wanted};
use crate::client;
use crate::error::{Result, While};
use crate::profile::Profile;
use crate::secret;

/// A log that has grown beyond this is set aside when the server next starts.
const LOG_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// A cluster in the making; the process id of its maker follows.
const DRAFT: &str = "data.new-";
const TAIL_BYTES: i64 = 4096;
const TAIL_LINES: usize = 20;

/// A cluster, made or about to be made.
#[derive(Debug, Clone)]
pub(crate) struct Cluster {
    folder: PathBuf,
}

impl Cluster {
    pub(crate) fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder Postgres itself writes.
    pub(crate) fn pgdata(&self) -> PathBuf {
        self.folder.join("data")
    }

    pub(crate) fn log(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    pub(crate) fn pid_file(&self) -> PathBuf {
        self.pgdata().join("postmaster.pid")
    }

    /// Names the data folder this cluster serves, when it does not lie inside it.
    pub(crate) fn serves(&self) -> PathBuf {
        self.folder.join("serves.path")
    }

    /// Whether `initdb` has run to its end here.
    pub(crate) fn is_whole(&self) -> Result<bool> {
        let version = self.version_file();
        version.try_exists().while_doing("look for", &version)
    }

    /// The version of Postgres that made the cluster, which alone can open it.
    pub(crate) fn wanted(&self) -> Result<Wanted> {
        let version = self.version_file();
        let text = fs::read_to_string(&version).while_doing("read", &version)?;
        let major = text.trim().parse().map_err(io::Error::other).while_doing("read", &version)?;
        Ok(Wanted::Exactly(major))
    }

    /// Makes the cluster under another name and moves it in place last, so that a crash leaves nothing half made.
    pub(crate) fn make(&self, account: &Account, binaries: &Binaries, profile: Profile, password: &str) -> Result<()> {
        let draft = self.new_draft()?;
        let password_file = self.folder.join("initdb.password");
        remove_file(&password_file)?;
        secret::write_new(&password_file, password)?;
        chown(&password_file, Some(account.uid), Some(account.gid)).while_doing("hand over", &password_file)?;

        let mut initdb = account.command(&binaries.program("initdb"), &self.folder);
        initdb
            .args(["--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256"])
            .arg(format!("--username={OWNER_ROLE}"))
            .arg("--pwfile")
            .arg(&password_file)
            .arg("--pgdata")
            .arg(&draft);
        if profile == Profile::Scratch {
            initdb.arg("--no-sync");
        }
        let made = client::run("initdb", &mut initdb);
        remove_file(&password_file)?;
        made?;
        let pgdata = self.pgdata();
        fs::rename(&draft, &pgdata).while_doing("put in place", &pgdata)
    }

    /// A place for `initdb` that no other run shares: one whose Wenze was killed may be at work still. What such runs
    /// left is removed if they let it be; it is only space.
    fn new_draft(&self) -> Result<PathBuf> {
        for entry in fs::read_dir(&self.folder).while_doing("list", &self.folder)?.flatten() {
            if entry.file_name().to_string_lossy().starts_with(DRAFT) {
                fs::remove_dir_all(entry.path()).ok();
            }
        }
        Ok(self.folder.join(format!("{DRAFT}{}", process::id())))
    }

    /// Opens the log for the server to write to, setting an overgrown one aside.
    pub(crate) fn open_log(&self) -> Result<File> {
        let log = self.log();
        if fs::metadata(&log).is_ok_and(|file| file.len() > LOG_BYTES_MAX) {
            fs::rename(&log, self.folder.join("server.log.1")).while_doing("set aside", &log)?;
        }
        OpenOptions::new().create(true).append(true).mode(0o600).open(&log).while_doing("open", &log)
    }

    /// The last lines of the log, for an error message.
    pub(crate) fn log_tail(&self) -> String {
        tail(&self.log()).unwrap_or_else(|error| format!("(cannot be read: {error})"))
    }

    /// Removes the whole folder.
    pub(crate) fn remove(&self) -> Result<()> {
        remove_folder(&self.folder)
    }

    fn version_file(&self) -> PathBuf {
        self.pgdata().join("PG_VERSION")
    }
}

fn tail(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    if file.metadata()?.len() > TAIL_BYTES.unsigned_abs() {
        file.seek(SeekFrom::End(-TAIL_BYTES))?;
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text.lines().collect();
    Ok(lines[lines.len().saturating_sub(TAIL_LINES)..].join("\n"))
}

/// Removes a folder that need not exist.
pub(crate) fn remove_folder(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error).while_doing("remove", folder),
        _ => Ok(()),
    }
}

fn remove_file(file: &Path) -> Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error).while_doing("remove", file),
        _ => Ok(()),
    }
}
