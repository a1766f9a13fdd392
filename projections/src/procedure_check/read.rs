//! What readers ask of the tables. They name the moment they read at: rows of later instants are left out.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_projector::Result;

/// An obligation as it stood at a moment.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the columns are those of schema.sql")]
pub struct ObligationRow {
    pub case_id: Uuid,
    pub obligation: String,
    pub since: DateTime<Utc>,
    pub as_of: DateTime<Utc>,
    pub release: String,
    pub calendar: String,
    pub rule: String,
    pub severity: String,
    pub instance: Value,
    pub trigger_id: Option<Uuid>,
    pub organ_id: Option<Uuid>,
    pub verdict: String,
    pub phase: Option<String>,
    pub due_on: Option<NaiveDate>,
    pub due_at: Option<DateTime<Utc>>,
    pub late_days: Option<i64>,
    pub provisional: bool,
    pub remembered: bool,
    pub cites: Value,
    pub flags: Value,
    pub steps: Value,
    pub waits_for: Value,
}

/// A change of how an obligation stands.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the columns are those of schema.sql")]
pub struct ChangeRow {
    pub version: i32,
    pub known_at: DateTime<Utc>,
    pub obligation: String,
    pub from_verdict: Option<String>,
    pub from_phase: Option<String>,
    pub from_due_on: Option<NaiveDate>,
    pub to_verdict: Option<String>,
    pub to_phase: Option<String>,
    pub to_due_on: Option<NaiveDate>,
    pub to_due_at: Option<DateTime<Utc>>,
    pub cause: String,
    pub cause_event: Option<Uuid>,
    pub cause_position: Option<i64>,
}

/// An obligation that came to be violated.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the columns are those of schema.sql")]
pub struct Missed {
    pub case_id: Uuid,
    pub version: i32,
    pub known_at: DateTime<Utc>,
    pub obligation: String,
    pub to_phase: Option<String>,
    pub to_due_on: Option<NaiveDate>,
    pub cause: String,
}

/// By what a case was judged: the version of its last act, the instant of it, engine, releases and calendar.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the columns are those of schema.sql")]
pub struct StampRow {
    pub version: i32,
    pub judged_at: DateTime<Utc>,
    pub stamp: Value,
}

/// The obligations of a case at a moment that is not before its last act.
pub async fn obligations(pool: &PgPool, case_id: Uuid, now: DateTime<Utc>) -> Result<Vec<ObligationRow>> {
    let rows = sqlx::query_file_as!(ObligationRow, "src/procedure_check/obligations.sql", case_id, now);
    Ok(rows.fetch_all(pool).await?)
}

/// The changes of a case, or of one of its obligations, that were known by a moment.
pub async fn changes(
    pool: &PgPool,
    case_id: Uuid,
    now: DateTime<Utc>,
    obligation: Option<&str>,
) -> Result<Vec<ChangeRow>> {
    let rows = sqlx::query_file_as!(ChangeRow, "src/procedure_check/changes.sql", case_id, now, obligation);
    Ok(rows.fetch_all(pool).await?)
}

/// What came to be violated after one moment and until another, over all cases.
pub async fn missed(pool: &PgPool, after: DateTime<Utc>, until: DateTime<Utc>, limit: i64) -> Result<Vec<Missed>> {
    let rows = sqlx::query_file_as!(Missed, "src/procedure_check/missed.sql", after, until, limit);
    Ok(rows.fetch_all(pool).await?)
}

/// By what a case was judged.
pub async fn stamp(pool: &PgPool, case_id: Uuid) -> Result<Option<StampRow>> {
    Ok(sqlx::query_file_as!(StampRow, "src/procedure_check/stamp.sql", case_id).fetch_optional(pool).await?)
}
