//! Appeals over all cases, and what the rules say of them.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_projector::Result;

use super::Line;

/// Which appeals.
#[derive(Debug, Clone, Default)]
pub struct DocketQuery {
    /// In any of these states.
    pub states: Vec<String>,
    /// By this route.
    pub route: Option<String>,
    /// Cases that are not listed.
    pub hidden: Vec<Uuid>,
    /// The last row of the page before: when it came, and which it is.
    pub after: Option<(String, Uuid)>,
    /// Most rows.
    pub limit: i64,
}

/// An appeal of the docket; the board tells the rest of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are those of boards' schema.sql")]
pub struct DocketRow {
    pub case_id: Uuid,
    pub appeal: Uuid,
    /// The day on which it came, or was filed; `-` where the papers give none.
    pub came: String,
    pub case_no: Option<String>,
}

/// What a rule says of an appeal: it is about it, or stands on the act that filed it.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the columns are those of procedure_check's schema.sql")]
pub struct FindingRow {
    pub case_id: Uuid,
    pub obligation: String,
    pub release: String,
    pub rule: String,
    pub instance: Value,
    pub verdict: String,
    pub phase: Option<String>,
    pub due_on: Option<NaiveDate>,
    pub late_days: Option<i64>,
    pub provisional: bool,
    pub remembered: bool,
    pub cites: Value,
    pub waits_for: Value,
}

/// Appeals, the one that came last first.
pub async fn docket(pool: &PgPool, query: &DocketQuery) -> Result<Vec<DocketRow>> {
    let (came, appeal) = query.after.clone().unzip();
    let rows = sqlx::query_file_as!(
        DocketRow,
        "src/appeal_board/docket.sql",
        &query.states,
        query.route,
        &query.hidden,
        came,
        appeal,
        query.limit
    );
    Ok(rows.fetch_all(pool).await?)
}

/// How many appeals stand in each state.
pub async fn docket_counts(pool: &PgPool, hidden: &[Uuid]) -> Result<Vec<(String, i64)>> {
    let rows = sqlx::query_file!("src/appeal_board/docket_counts.sql", hidden).fetch_all(pool).await?;
    Ok(rows.into_iter().map(|row| (row.state, row.appeals)).collect())
}

/// These appeals of these cases.
pub async fn some(pool: &PgPool, cases: &[Uuid], appeals: &[Uuid]) -> Result<Vec<Line>> {
    Ok(sqlx::query_file_as!(Line, "src/appeal_board/some.sql", cases, appeals).fetch_all(pool).await?)
}

/// What the rules say at a moment of these appeals, by the acts that filed them.
pub async fn findings(
    pool: &PgPool,
    now: DateTime<Utc>,
    cases: &[Uuid],
    appeals: &[String],
    filings: &[String],
) -> Result<Vec<FindingRow>> {
    let rows = sqlx::query_file_as!(FindingRow, "src/appeal_board/findings.sql", cases, now, appeals, filings);
    Ok(rows.fetch_all(pool).await?)
}
