//! What can go wrong in the vault. No message holds a secret or a private text.

use std::path::PathBuf;

use uuid::Uuid;

use crate::files::{FileProblem, StoreTrouble};

/// An error of the vault.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text is longer than the largest bucket.
    #[error("a private text of {actual} bytes is longer than {max}")]
    TooLong {
        /// Its length.
        actual: usize,
        /// Longest allowed.
        max: usize,
    },
    /// Ciphertext, key, place or commitment do not belong together.
    #[error(
        "part {part_no} of event {event_id} cannot be opened: it or its key was changed, or the master key is another"
    )]
    Tampered {
        /// The event.
        event_id: Uuid,
        /// The part.
        part_no: i16,
    },
    /// A subject key cannot be unwrapped.
    #[error("subject key {0} cannot be unwrapped: it was changed, or the master key is another")]
    Unwrap(Uuid),
    /// The key was wrapped in an epoch before the master key's first.
    #[error("epoch {0} lies before the master key's own")]
    EpochGone(i32),
    /// A subject key was wrapped by a master key that is not held.
    #[error("master key {0} is not held: its line is missing in the key file")]
    MasterKeyUnknown(u32),
    /// The key wraps what is new and cannot be let go.
    #[error("master key {0} wraps what is new: make another one current first")]
    MasterKeyInUse(u32),
    /// There are as many master keys as may be.
    #[error("there are {0} master keys already: retire those that wrap nothing any more")]
    MasterKeysFull(usize),
    /// The master key is not written as it should be.
    #[error("the master key is malformed")]
    MasterKeyForm,
    /// Others than the owner may read the master key file.
    #[error("{} may be read by others (mode {mode:o}): make it 0600", path.display())]
    MasterKeyOpen {
        /// The file.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// The master key file cannot be read or made.
    #[error("{}: {source}", path.display())]
    MasterKeyFile {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file cannot be begun, gone on with or read as asked.
    #[error("{0}")]
    File(FileProblem),
    /// There is no such upload, or its key was destroyed.
    #[error("there is no file {0} to go on with")]
    NoFile(Uuid),
    /// A file is not as it was stored, or the master key is another.
    #[error("file {0} cannot be opened: it, its row or its key was changed, or the master key is another")]
    FileAltered(Uuid),
    /// An object of a file is gone.
    #[error("file {0} is gone from the store, and nobody erased it")]
    FileLost(Uuid),
    /// The folder of the files cannot be made.
    #[error("{}: {source}", path.display())]
    FileFolder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The store of the files failed.
    #[error("the store of the files failed: {0}")]
    Store(StoreTrouble),
    /// The store of the files does not give back what was laid down.
    #[error("the store of the files gives back other bytes than it was given: keep no files in it")]
    StoreForgets,
    /// This is no address of a store.
    #[error("'{0}' is no endpoint of a store: it is https://HOST[:PORT], or plain http:// to this machine alone")]
    BucketEndpoint(String),
    /// This is no name of a bucket.
    #[error("'{0}' is no name of a bucket: it has 3 to 63 small letters, digits, hyphens and dots")]
    BucketName(String),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<object_store::Error> for Error {
    fn from(error: object_store::Error) -> Self {
        Self::Store(StoreTrouble::of(&error))
    }
}

impl Error {
    /// Whether a file is not there as it was stored.
    pub fn is_lost_file(&self) -> bool {
        matches!(self, Self::FileLost(_) | Self::FileAltered(_))
    }
}
