//! What is to be put right, until when, and the ladder of pressing for it.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_projector::Result;

mod board;
mod noted;
mod rows;

pub use board::{BoardRow, Shown, board, counts, ladders, some};
pub(crate) use noted::Noted;
pub(crate) use rows::{lines, steps};

/// An item of rectification.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the columns are those of boards' schema.sql")]
pub struct Line {
    pub case_id: Uuid,
    pub item: Uuid,
    /// Version of the act that ordered it: the order of the board.
    pub place: i32,
    pub state: String,
    /// Where the text of the problem lies.
    pub problem: Option<Value>,
    pub kind: Option<String>,
    pub source: Option<String>,
    pub determinations: Value,
    pub unit: Option<Uuid>,
    pub person: Option<Uuid>,
    pub supervisor: Option<Uuid>,
    pub ordered_on: Option<String>,
    pub ordered_day: Option<NaiveDate>,
    pub due_on: Option<String>,
    /// The last day of the due date.
    pub due_day: Option<NaiveDate>,
    pub letters: i32,
    pub step: Option<String>,
    /// Where it stands on the ladder: 0 before the first letter, 6 at discipline.
    pub ladder: i16,
    pub honours: Value,
    pub votes: i32,
    pub rejections: i32,
    pub accepted: bool,
    pub accepted_on: Option<String>,
    pub accepted_day: Option<NaiveDate>,
    pub event_id: Option<Uuid>,
}

/// An item as it stands on a day.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the columns are those of boards' schema.sql")]
pub struct OnDay {
    pub item: Uuid,
    pub place: i32,
    pub state: String,
    pub problem: Option<Value>,
    pub kind: Option<String>,
    pub source: Option<String>,
    pub determinations: Value,
    pub unit: Option<Uuid>,
    pub person: Option<Uuid>,
    pub supervisor: Option<Uuid>,
    pub ordered_on: Option<String>,
    pub due_on: Option<String>,
    pub letters: i32,
    pub step: Option<String>,
    pub ladder: i16,
    pub honours: Value,
    pub votes: i32,
    pub rejections: i32,
    pub accepted: bool,
    pub accepted_on: Option<String>,
    pub event_id: Option<Uuid>,
    /// Whether the due date was over on the day and the item not accepted.
    pub overdue: bool,
    /// Days over.
    pub days_over: i32,
}

/// A step of the ladder.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the columns are those of boards' schema.sql")]
pub struct StepLine {
    pub case_id: Uuid,
    pub item: Uuid,
    /// Version of the act that took it.
    pub place: i32,
    /// 1 for a letter, 2 to 6 as the ladder counts.
    pub position: i16,
    /// None for a letter.
    pub step: Option<String>,
    pub because_of: Option<String>,
    pub missed_due_on: Option<String>,
    pub taken_on: Option<String>,
    pub event_id: Uuid,
}

/// The items of a case after a place, as they stand on a day, in the order in which they were ordered.
pub async fn page(
    pool: &PgPool,
    case_id: Uuid,
    day: NaiveDate,
    after: Option<(i32, Uuid)>,
    limit: i64,
) -> Result<Vec<OnDay>> {
    let (place, item) = after.unzip();
    let rows = sqlx::query_file_as!(OnDay, "src/rectification_board/page.sql", case_id, day, place, item, limit);
    Ok(rows.fetch_all(pool).await?)
}

/// The steps taken on these items, the first first.
pub async fn ladder(pool: &PgPool, case_id: Uuid, items: &[Uuid]) -> Result<Vec<StepLine>> {
    let rows = sqlx::query_file_as!(StepLine, "src/rectification_board/steps.sql", case_id, items);
    Ok(rows.fetch_all(pool).await?)
}
