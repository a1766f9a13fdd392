//! Private parts: sealed under a key per subject, bound to their event by a commitment, erased by destroying the key. Evidence
//! files: sealed under the same keys, in chunks, in a store beside the database.
//!
//! The README says what is kept where and how far erasure reaches.

mod draft;
mod erasing;
mod error;
mod files;
mod held;
mod master;
mod part;
mod rotation;
mod sealer;
mod subject_key;
mod vault;

pub use draft::{
    DRAFT_BYTES_MAX, DRAFT_KEPT_DAYS, DRAFT_WARNED_DAYS, DRAFTS_BYTES_MAX, DRAFTS_PER_PERSON_MAX, DraftHead, DraftKept,
    KeptDraft, NewDraft,
};
pub use erasing::{Erased, RecordedErasure, TombstoneKey, TombstonePart, erase_parts, erase_subject};
pub use error::Error;
pub use files::{
    Appended, Begun, Bucket, FILE_BYTES_MAX, FILE_NAME_CHARS_MAX, FILES_PER_CASE_MAX, FILES_SWEPT_EVERY_MINUTES,
    FileContent, FileFault, FileFaultKind, FileInfo, FileProblem, Files, FilesHealth, FilesSwept, NewFile,
    RANGE_BYTES_READ, StoreTrouble, UNFINISHED_HOURS_MAX, UNFINISHED_PER_PERSON_MAX, UPLOADS_AT_ONCE_MAX,
    WAITING_AT_ONCE_MAX, Waited, Waiting, keep_files_swept,
};
pub use held::KEYS_READ_AGAIN_S;
pub use master::{ENVIRONMENT, EPOCH_DAYS, MASTER_KEYS_MAX, MasterKey, epoch_at};
pub use part::{PLAINTEXT_BYTES_MAX, commitment_matches};
pub use rotation::{REWRAP_BATCH_KEYS, Rewrapped, WrappedBy, retire, rewrap, rewrap_batch};
pub use sealer::{FreshKey, Sealed, SealedPart, Sealer, ToSeal};
pub use vault::{Health, Opened, PartRef, Vault};

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
