//! Private parts: sealed under a key per subject, bound to their event by a commitment, erased by destroying the key.
//!
//! The README says what is kept where and how far erasure reaches.

mod draft;
mod error;
mod master;
mod part;
mod sealer;
mod subject_key;
mod vault;

pub use draft::{
    DRAFT_BYTES_MAX, DRAFT_KEPT_DAYS, DRAFT_WARNED_DAYS, DRAFTS_BYTES_MAX, DRAFTS_PER_PERSON_MAX, DraftHead, DraftKept,
    KeptDraft, NewDraft,
};
pub use error::Error;
pub use master::{ENVIRONMENT, EPOCH_DAYS, MasterKey, epoch_at};
pub use part::{PLAINTEXT_BYTES_MAX, commitment_matches};
pub use sealer::{FreshKey, Sealed, SealedPart, Sealer, ToSeal};
pub use vault::{Erased, Health, Opened, PartRef, Vault, erase_parts, erase_subject};

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
