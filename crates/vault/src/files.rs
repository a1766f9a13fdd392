//! Evidence files: rows in the database, content sealed in objects of a store beside it.
//!
//! An upload is begun with its length, goes on at the byte that the last part reached, and is a file once all is there. Who may
//! see one is asked before anything here is called.

use std::fmt;
use std::path::Path as FolderPath;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::subject_key::SubjectKey;
use crate::{Error, Result, Sealer, Vault};

mod begin;
mod bucket;
mod check;
mod chunk;
mod progress;
mod reach;
mod read;
mod sweep;
mod trouble;
mod upload;
mod waiting;

pub use begin::{Begun, NewFile};
pub use bucket::Bucket;
pub use check::{FileFault, FileFaultKind, FilesHealth};
pub use read::{FileContent, RANGE_BYTES_READ};
pub use sweep::{FilesSwept, keep_files_swept};
pub use trouble::StoreTrouble;
pub use upload::Appended;
pub use waiting::{WAITING_AT_ONCE_MAX, Waited, Waiting};

use chunk::{FileKey, Layout};

/// Longest file, in bytes.
pub const FILE_BYTES_MAX: u64 = 2 * 1024 * 1024 * 1024;
/// Longest name of a file, in characters.
pub const FILE_NAME_CHARS_MAX: usize = 255;
/// Uploads that one person may have begun and not finished.
pub const UNFINISHED_PER_PERSON_MAX: i32 = 20;
/// Files of one case.
pub const FILES_PER_CASE_MAX: i32 = 5_000;
/// Uploads that one node receives at once; each holds an object of 4 MiB in memory.
pub const UPLOADS_AT_ONCE_MAX: usize = 16;
/// How long an upload may rest before it is swept away.
pub const UNFINISHED_HOURS_MAX: i32 = 48;
/// How often is looked for what is to be swept away.
pub const FILES_SWEPT_EVERY_MINUTES: u64 = 5;

/// The files of one log. Cheap to clone.
#[derive(Clone)]
pub struct Files {
    vault: Vault,
    sealer: Sealer,
    store: Arc<dyn ObjectStore>,
    places: Arc<Semaphore>,
}

/// What is to be known of a file besides its content.
#[derive(Clone, PartialEq, Eq)]
pub struct FileInfo {
    /// Its id.
    pub file_id: Uuid,
    /// The case it belongs to.
    pub case_id: Uuid,
    /// Whether it is of class sealed.
    pub sealed: bool,
    /// As whoever brought it declared it.
    pub media_type: String,
    /// Its length in bytes.
    pub size: u64,
    /// How much of it is there.
    pub received: u64,
    /// What it is called; gone with its key.
    pub name: Option<String>,
    /// SHA-256 of the content, once all is there; gone with its key.
    pub sha256: Option<[u8; 32]>,
    /// Who brought it.
    pub uploaded_by: Uuid,
    /// In which role.
    pub role: String,
    /// At which office.
    pub office_id: Uuid,
    /// When the upload was begun.
    pub begun_at: DateTime<Utc>,
    /// When all was there.
    pub stored_at: Option<DateTime<Utc>>,
    /// Whether its key was destroyed.
    pub erased: bool,
}

/// Why a file cannot be begun, gone on with or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileProblem {
    /// Longer than [`FILE_BYTES_MAX`].
    TooLong,
    /// The name is empty, too long or holds control characters.
    Name,
    /// The media type is none.
    MediaType,
    /// The person has [`UNFINISHED_PER_PERSON_MAX`] uploads that are not finished.
    TooManyUnfinished,
    /// The case has [`FILES_PER_CASE_MAX`] files.
    TooManyOfCase,
    /// The key of the request was used for another upload.
    KeyReused,
    /// The upload goes on at another byte: the one that is told.
    Offset(u64),
    /// More bytes came than the upload was begun with; what was declared is kept as far as it came.
    Beyond(u64),
    /// All is there; nothing can be added.
    Finished,
    /// Another part of the same upload came later and goes on instead.
    Superseded,
    /// As many uploads are received as may be.
    Busy,
}

/// A row, with the wrapped key.
struct Row {
    file_id: Uuid,
    case_id: Uuid,
    subject: String,
    key_id: Uuid,
    class: String,
    media_type: String,
    size: i64,
    name: Vec<u8>,
    request_mac: Vec<u8>,
    uploaded_by: Uuid,
    role: String,
    office_id: Uuid,
    begun_at: DateTime<Utc>,
    received: i64,
    objects: Vec<Uuid>,
    progress: Option<Vec<u8>>,
    digest: Option<Vec<u8>>,
    stored_at: Option<DateTime<Utc>>,
    epoch: i32,
    wrapped: Option<Vec<u8>>,
}

impl Files {
    /// The files of a vault, with their objects in a folder that only its owner reads; it is made where there is none.
    pub fn in_folder(vault: &Vault, folder: &FolderPath) -> Result<Self> {
        use std::os::unix::fs::DirBuilderExt;
        let failed = |source| Error::FileFolder { path: folder.to_owned(), source };
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(failed)?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_automatic_cleanup(true).with_fsync(true);
        Ok(Self::over(vault, Arc::new(store)))
    }

    /// The files of a vault, with their objects in a store.
    pub fn over(vault: &Vault, store: Arc<dyn ObjectStore>) -> Self {
        let places = Arc::new(Semaphore::new(UPLOADS_AT_ONCE_MAX));
        Self { vault: vault.clone(), sealer: vault.sealer(), store, places }
    }

    /// What is known of a file.
    pub async fn info(&self, file_id: Uuid) -> Result<Option<FileInfo>> {
        let Some(row) = self.row(file_id).await? else { return Ok(None) };
        self.told(&row).map(Some)
    }

    /// The files of a case that are there, in the order of their ids, those after `after`.
    pub async fn of_case(&self, case_id: Uuid, after: Uuid, limit: i64) -> Result<Vec<FileInfo>> {
        let query = sqlx::query_file_as!(Row, "sql/files/of_case.sql", self.vault.log_id(), case_id, after, limit);
        let rows = query.fetch_all(self.vault.pool()).await?;
        rows.iter().map(|row| self.told(row)).collect()
    }

    /// All files and uploads, in the order of their ids, those after `after`.
    pub async fn after(&self, after: Uuid, limit: i64) -> Result<Vec<FileInfo>> {
        let query = sqlx::query_file_as!(Row, "sql/files/page.sql", self.vault.log_id(), after, limit);
        let rows = query.fetch_all(self.vault.pool()).await?;
        rows.iter().map(|row| self.told(row)).collect()
    }

    async fn row(&self, file_id: Uuid) -> Result<Option<Row>> {
        let query = sqlx::query_file_as!(Row, "sql/files/one.sql", self.vault.log_id(), file_id);
        Ok(query.fetch_optional(self.vault.pool()).await?)
    }

    fn told(&self, row: &Row) -> Result<FileInfo> {
        let key = self.key(row)?;
        let name = key.as_ref().map(|key| key.open_field("name", &row.name)).transpose()?;
        let name = name.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let sha256 = match (&key, &row.digest) {
            (Some(key), Some(sealed)) => Some(digest(key, row.file_id, sealed)?),
            _ => None,
        };
        Ok(FileInfo {
            file_id: row.file_id,
            case_id: row.case_id,
            sealed: row.class == "sealed",
            media_type: row.media_type.clone(),
            size: unsigned(row.size),
            received: unsigned(row.received),
            name,
            sha256,
            uploaded_by: row.uploaded_by,
            role: row.role.clone(),
            office_id: row.office_id,
            begun_at: row.begun_at,
            stored_at: row.stored_at,
            erased: row.wrapped.is_none(),
        })
    }

    /// The key of a file, unless it was destroyed.
    fn key(&self, row: &Row) -> Result<Option<FileKey>> {
        let Some(wrapped) = &row.wrapped else { return Ok(None) };
        let subject: SubjectKey = self.vault.unwrap(row.epoch, row.key_id, &row.subject, wrapped)?;
        Ok(Some(FileKey::of(&subject, row.file_id)))
    }

    /// Deletes an object; one that is not there needs no deleting.
    async fn delete(&self, file_id: Uuid, object: Uuid) -> Result<()> {
        match self.store.delete(&place(file_id, object)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

impl Row {
    fn layout(&self) -> Layout {
        Layout::of(unsigned(self.size))
    }
}

fn digest(key: &FileKey, file_id: Uuid, sealed: &[u8]) -> Result<[u8; 32]> {
    key.open_field("digest", sealed)?.as_slice().try_into().map_err(|_| Error::FileAltered(file_id))
}

/// Where an object lies.
fn place(file_id: Uuid, object: Uuid) -> Path {
    Path::from_iter([file_id.to_string(), object.to_string()])
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

impl fmt::Debug for Files {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Files").field("vault", &self.vault).finish_non_exhaustive()
    }
}

/// Name and digest are private, so neither is printed.
impl fmt::Debug for FileInfo {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = formatter.debug_struct("FileInfo");
        debug.field("file_id", &self.file_id).field("case_id", &self.case_id).field("size", &self.size);
        debug.field("received", &self.received).field("erased", &self.erased).finish_non_exhaustive()
    }
}

impl fmt::Display for FileProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => write!(formatter, "a file has at most {FILE_BYTES_MAX} bytes"),
            Self::Name => write!(formatter, "the name has 1 to {FILE_NAME_CHARS_MAX} characters of one line"),
            Self::MediaType => formatter.write_str("the media type is one, such as application/pdf"),
            Self::TooManyUnfinished => {
                write!(formatter, "{UNFINISHED_PER_PERSON_MAX} uploads are not finished: finish or give up one first")
            }
            Self::TooManyOfCase => write!(formatter, "a case has at most {FILES_PER_CASE_MAX} files"),
            Self::KeyReused => formatter.write_str("this key was used for another upload"),
            Self::Offset(at) => write!(formatter, "the upload goes on at byte {at}"),
            Self::Beyond(size) => write!(formatter, "the upload was begun with {size} bytes and more came"),
            Self::Finished => formatter.write_str("all of the file is there, nothing can be added"),
            Self::Superseded => formatter.write_str("another part of this upload goes on instead"),
            Self::Busy => formatter.write_str("as many uploads are received as may be"),
        }
    }
}
