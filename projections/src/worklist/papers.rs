//! Papers on which nobody has decided, by the offices at which they were submitted.

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_projector::Result;

use super::TaskRow;

/// Which papers.
#[derive(Debug, Clone)]
pub struct PaperQuery {
    /// Submitted at any of these offices.
    pub offices: Vec<Uuid>,
    /// Decided on by an act of any of these kinds.
    pub decided_by: Vec<String>,
    /// The moment at which it is asked.
    pub at: DateTime<Utc>,
    /// Cases whose papers are not listed.
    pub hidden: Vec<Uuid>,
    /// The last paper of the page before: its place, case and name.
    pub after: Option<(i64, Uuid, String)>,
    /// Most rows.
    pub limit: i64,
}

/// The papers, the one that waits longest first.
pub async fn papers(pool: &PgPool, query: &PaperQuery) -> Result<Vec<TaskRow>> {
    let (place, case, task) = query.after.clone().unwrap_or((i64::MIN, Uuid::nil(), String::new()));
    let rows = sqlx::query_file_as!(
        TaskRow,
        "src/worklist/papers.sql",
        &query.offices,
        &query.decided_by,
        query.at,
        &query.hidden,
        place,
        case,
        task,
        query.limit
    );
    Ok(rows.fetch_all(pool).await?)
}
