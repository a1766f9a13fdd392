//! The appeals of a case, from their filing to their end.

use serde::Serialize;
use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_projector::Result;

mod docket;
mod noted;
mod rows;

pub use docket::{DocketQuery, DocketRow, FindingRow, docket, docket_counts, findings, some};
pub(crate) use noted::Noted;
pub(crate) use rows::lines;

/// An appeal. Days are as precise as the papers.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the columns are those of boards' schema.sql")]
pub struct Line {
    pub case_id: Uuid,
    pub appeal: Uuid,
    /// Version of the act that brought it into being: the order of the board.
    pub place: i32,
    pub route: Option<String>,
    /// How many appeals were before it, and one.
    pub instance: i16,
    pub prior: Option<Uuid>,
    pub respondent: Option<Uuid>,
    /// Where the name lies.
    pub name: Option<Value>,
    /// The decisions appealed: determination, track, outcome, day, standing.
    pub decisions: Value,
    pub state: String,
    pub filed_on: Option<String>,
    pub received_on: Option<String>,
    pub accepted_on: Option<String>,
    pub time_extended: Option<bool>,
    pub decide_by: Option<String>,
    pub decided_on: Option<String>,
    pub served_on: Option<String>,
    pub refused_on: Option<String>,
    pub passed_on: Option<String>,
    pub withdrawn_on: Option<String>,
    pub outcome: Option<String>,
    pub next_route: Option<String>,
    pub handler: Option<Uuid>,
    pub handling_organ: Option<Uuid>,
    /// Members of the panel.
    pub panel: i16,
    pub event_id: Option<Uuid>,
}

/// The appeals of a case after a place, in the order in which they were recorded.
pub async fn page(pool: &PgPool, case_id: Uuid, after: Option<(i32, Uuid)>, limit: i64) -> Result<Vec<Line>> {
    let (place, appeal) = after.unzip();
    Ok(sqlx::query_file_as!(Line, "src/appeal_board/page.sql", case_id, place, appeal, limit).fetch_all(pool).await?)
}
