//! The audit trail in words.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::AuditLine;
use wenze_domain::words::Words;

use super::MissingFact;

/// One line of the trail.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AuditItem {
    /// Version in the stream.
    version: i32,
    /// The event.
    event_id: Uuid,
    /// Its kind.
    kind: String,
    /// The kind's name.
    title: String,
    /// The phase of the procedure, by name.
    phase: String,
    /// What was done, in words.
    sentence: String,
    /// When it happened, as precise as the papers say; null when they do not.
    #[schema(example = "2024-03")]
    occurred: Option<String>,
    /// The same in words.
    occurred_words: String,
    /// When it was recorded.
    recorded_at: DateTime<Utc>,
    /// Who entered it, by name where it may be read.
    entered_by: String,
    /// In which role.
    role: String,
    /// At which office.
    office: String,
    /// Whose act it is, where it is not the recorder's.
    on_behalf_of: Option<String>,
    /// On which document.
    document_no: Option<String>,
    /// What changed, old to new.
    changes: Vec<ChangeItem>,
    /// Late, out of order, corrected, from paper, imported, undated: in words.
    remarks: Vec<String>,
    /// Whether the record is void.
    voided: bool,
    /// What the usual order would have had before it.
    out_of_order: Vec<MissingFact>,
}

/// One change.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangeItem {
    /// What changed.
    what: String,
    /// From.
    from: String,
    /// To.
    to: String,
}

impl AuditItem {
    pub(crate) fn of(line: AuditLine, words: &Words) -> Self {
        Self {
            version: line.version,
            event_id: line.event_id,
            kind: line.kind,
            title: line.title,
            phase: line.phase,
            sentence: line.sentence,
            occurred: line.occurred,
            occurred_words: line.occurred_words,
            recorded_at: line.recorded_at,
            entered_by: line.entered_by,
            role: line.role,
            office: line.office,
            on_behalf_of: line.on_behalf_of,
            document_no: line.document_no,
            changes: line.changes.into_iter().map(|c| ChangeItem { what: c.what, from: c.from, to: c.to }).collect(),
            remarks: line.remarks.iter().map(ToString::to_string).collect(),
            voided: line.voided,
            out_of_order: line.out_of_order.iter().map(|one| MissingFact::of(one, words)).collect(),
        }
    }
}
