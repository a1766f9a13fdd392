//! Items over all cases, as they stand on a day.

use chrono::NaiveDate;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_projector::Result;

use super::{OnDay, StepLine};

/// Which items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Not accepted yet.
    Open,
    /// Of these those whose due date is over.
    Overdue,
    /// Those pressed for by letters or steps of the ladder.
    Pressed,
    /// Accepted.
    Accepted,
}

impl Shown {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Open, Self::Overdue, Self::Pressed, Self::Accepted];

    /// As addresses and the query write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::Pressed => "pressed",
            Self::Accepted => "accepted",
        }
    }

    /// By its name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }
}

/// An item of the board; `some` tells the rest of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are those of boards' schema.sql")]
pub struct BoardRow {
    pub case_id: Uuid,
    pub item: Uuid,
    pub case_no: Option<String>,
    /// The last day of the due date; far away where there is none.
    pub due: NaiveDate,
}

/// Items on a day, the one that is due first first.
pub async fn board(
    pool: &PgPool,
    day: NaiveDate,
    hidden: &[Uuid],
    shown: Shown,
    after: Option<(NaiveDate, Uuid)>,
    limit: i64,
) -> Result<Vec<BoardRow>> {
    let (due, item) = after.unzip();
    let rows = sqlx::query_file_as!(
        BoardRow,
        "src/rectification_board/board.sql",
        day,
        hidden,
        shown.as_str(),
        due,
        item,
        limit
    );
    Ok(rows.fetch_all(pool).await?)
}

/// How many items there are of each.
pub async fn counts(pool: &PgPool, day: NaiveDate, hidden: &[Uuid]) -> Result<Vec<(Shown, i64)>> {
    let row = sqlx::query_file!("src/rectification_board/counts.sql", day, hidden).fetch_one(pool).await?;
    Ok(Shown::ALL.into_iter().zip([row.open, row.overdue, row.pressed, row.accepted]).collect())
}

/// These items of these cases on a day.
pub async fn some(pool: &PgPool, day: NaiveDate, cases: &[Uuid], items: &[Uuid]) -> Result<Vec<OnDay>> {
    let rows = sqlx::query_file_as!(OnDay, "src/rectification_board/some.sql", cases, day, items);
    Ok(rows.fetch_all(pool).await?)
}

/// The steps taken on these items, the first first.
pub async fn ladders(pool: &PgPool, cases: &[Uuid], items: &[Uuid]) -> Result<Vec<StepLine>> {
    let rows = sqlx::query_file_as!(StepLine, "src/rectification_board/some_steps.sql", cases, items);
    Ok(rows.fetch_all(pool).await?)
}
