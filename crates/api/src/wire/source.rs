//! The events behind changes.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::Source;

/// An event that changed something: who did it, when it happened and became known, on which paper and why.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SourceItem {
    /// Version in the stream.
    version: i32,
    /// The event.
    event_id: Uuid,
    /// Its kind.
    #[schema(example = "ReviewReportSubmitted")]
    kind: String,
    /// The kind's name.
    title: String,
    /// When it happened, as precise as the papers say; null when they do not.
    #[schema(example = "2024-03")]
    occurred: Option<String>,
    /// The same in words.
    occurred_words: String,
    /// When it was recorded.
    recorded_at: DateTime<Utc>,
    /// When the office knew of it: as its source register says, else when it was recorded.
    known_at: DateTime<Utc>,
    /// Whose act it is; who entered it where nobody else is named.
    person_id: Uuid,
    /// That person's name, where it may be read.
    by: String,
    /// The role in which it was entered.
    #[schema(example = "REVIEWER")]
    role: &'static str,
    /// The role's name.
    role_title: String,
    /// The organ whose act it is.
    organ: String,
    /// Who entered it, where that is somebody else.
    entered_by: Option<String>,
    /// On which document.
    document_no: Option<String>,
    /// The reason it gives, where that may be read.
    reason: Option<String>,
}

impl SourceItem {
    pub(crate) fn of(source: Source) -> Self {
        Self {
            version: source.version,
            event_id: source.event_id,
            kind: source.kind,
            title: source.title,
            occurred: source.occurred,
            occurred_words: source.occurred_words,
            recorded_at: source.recorded_at,
            known_at: source.known_at,
            person_id: source.person_id,
            by: source.by,
            role: source.role,
            role_title: source.role_title,
            organ: source.organ,
            entered_by: source.entered_by,
            document_no: source.document_no,
            reason: source.reason,
        }
    }
}
