//! What can go wrong around the private server, each said so that a person can act on it.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The result of anything in this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the private server could not be found, made, started, reached or stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or process operation failed.
    #[error("cannot {doing} {}: {source}", path.display())]
    Io {
        /// What was being done, as a verb phrase.
        doing: &'static str,
        /// The file, folder or program concerned.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
    /// No usable Postgres is on this machine and it may not be installed from here.
    #[error("PostgreSQL {wanted} was not found; install it with `{apt_line}`, or set WENZE_PG_BIN to its bin folder")]
    NoBinaries {
        /// The major version asked for, such as `15 or newer`.
        wanted: String,
        /// The exact line that installs it on Debian or Ubuntu.
        apt_line: String,
    },
    /// The folder named by `WENZE_PG_BIN` does not fit.
    #[error("{} does not hold PostgreSQL {wanted}: {found}", path.display())]
    UnfitBinaries {
        /// The folder that was named.
        path: PathBuf,
        /// The major version asked for.
        wanted: String,
        /// What was found there instead.
        found: String,
    },
    /// `apt-get` ran and failed; its own words went to stderr.
    #[error("`{apt_line}` failed ({status})")]
    Install {
        /// The command that failed.
        apt_line: String,
        /// How it ended.
        status: String,
    },
    /// Running as root, and neither `postgres` nor `nobody` is an account of this machine.
    #[error("Postgres refuses to run as root, and /etc/passwd names neither `postgres` nor `nobody`")]
    NoAccount,
    /// The cluster belongs to another account than the one running now.
    #[error("{} belongs to user id {owner}; run as that user or as root", path.display())]
    ForeignCluster {
        /// The cluster's folder.
        path: PathBuf,
        /// Who owns it.
        owner: u32,
    },
    /// `pg.path` names a cluster that is not there: starting an empty one in its place would hide the loss.
    #[error("{} says the cluster lies in {}, but there is none", pointer.display(), path.display())]
    ClusterGone {
        /// The file that points to the cluster.
        pointer: PathBuf,
        /// Where the cluster should be.
        path: PathBuf,
    },
    /// The data folder is a copy: its cluster still serves the folder it was copied from.
    #[error("the cluster in {} serves {}; a data folder is copied with pg_dump, not with cp", path.display(), other.display())]
    ClusterTaken {
        /// The cluster's folder.
        path: PathBuf,
        /// The data folder it serves.
        other: PathBuf,
    },
    /// The cluster is there and its password file is not.
    #[error("{} is missing, and without it the cluster cannot be entered", path.display())]
    SecretGone {
        /// The password file.
        path: PathBuf,
    },
    /// A folder with the socket's name exists and is not ours: using it would hand the socket to its owner.
    #[error("{} exists and is not a folder of ours", path.display())]
    SocketFolder {
        /// The folder.
        path: PathBuf,
    },
    /// One of the Postgres programs failed.
    #[error("{program} failed ({status}): {stderr}")]
    Program {
        /// The program's name.
        program: String,
        /// How it ended.
        status: String,
        /// What it said.
        stderr: String,
    },
    /// The server ended, or was not ready in time.
    #[error("the private Postgres {how}; the end of {}:\n{tail}", log.display())]
    NotReady {
        /// What happened.
        how: String,
        /// The server's log.
        log: PathBuf,
        /// Its last lines.
        tail: String,
    },
    /// Processes of a server that was killed still hold the cluster, and would not end.
    #[error("processes {pids:?} of a killed server still hold {}", path.display())]
    Orphans {
        /// The cluster's folder.
        path: PathBuf,
        /// The processes.
        pids: Vec<u32>,
    },
    /// Another process is starting or stopping the same server and did not finish.
    #[error("another process has been starting or stopping the server of {} for more than {} s", path.display(), waited.as_secs())]
    Busy {
        /// The data folder.
        path: PathBuf,
        /// How long this one waited.
        waited: Duration,
    },
    /// The server is in use by another process, so it cannot be removed.
    #[error("the server of {} is in use by another process", path.display())]
    InUse {
        /// The data folder.
        path: PathBuf,
    },
}

/// Adds to a system error what was being done, and to what.
pub(crate) trait While<T> {
    fn while_doing(self, doing: &'static str, path: &Path) -> Result<T>;
}

impl<T> While<T> for io::Result<T> {
    fn while_doing(self, doing: &'static str, path: &Path) -> Result<T> {
        self.map_err(|source| Error::Io { doing, path: path.to_owned(), source })
    }
}
