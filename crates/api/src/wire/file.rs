//! An evidence file.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::FileView;

/// A file of a case. An act names it as `{"file_id", "media_type", "digest"}`, the digest being `sha256`.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FileItem {
    /// Its id.
    id: Uuid,
    /// The case it belongs to.
    case: Uuid,
    /// What it is called; null once it is erased, or where it is sealed.
    #[schema(example = "谈话笔录.pdf")]
    name: Option<String>,
    /// What it is.
    #[schema(example = "application/pdf")]
    media_type: String,
    /// Its length in bytes.
    size: u64,
    /// How much of it is there.
    received: u64,
    /// `unfinished`, `stored` or `erased`.
    #[schema(example = "stored")]
    state: &'static str,
    /// Whether it is of class sealed: read by `INTAKE` and whoever brought it, and every reading recorded.
    sealed: bool,
    /// SHA-256 of its content in hex, once all is there.
    sha256: Option<String>,
    /// Who brought it.
    uploaded_by: Uuid,
    /// In which role.
    #[schema(example = "INSPECTOR")]
    role: String,
    /// When the upload was begun.
    begun_at: DateTime<Utc>,
    /// When all was there.
    stored_at: Option<DateTime<Utc>>,
}

impl FileItem {
    pub(crate) fn of(file: &FileView) -> Self {
        let info = &file.info;
        Self {
            id: info.file_id,
            case: info.case_id,
            name: info.name.clone().filter(|_| !info.sealed),
            media_type: info.media_type.clone(),
            size: info.size,
            received: info.received,
            state: file.state.as_str(),
            sealed: info.sealed,
            sha256: file.sha256.clone(),
            uploaded_by: info.uploaded_by,
            role: info.role.clone(),
            begun_at: info.begun_at,
            stored_at: info.stored_at,
        }
    }
}
