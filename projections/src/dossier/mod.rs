//! What stands of one official or organ, over all cases.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_projector::Result;

mod noted;
mod rows;

pub(crate) use noted::Noted;
pub(crate) use rows::{actions, honours, involved, periods};

/// Somebody in a case.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the columns are those of boards' schema.sql")]
pub struct InvolvedLine {
    pub case_id: Uuid,
    /// The entry of the register.
    pub subject: Uuid,
    /// `respondent` or `cleared`.
    pub capacity: String,
    /// The respondent, or the official cleared.
    pub object: Uuid,
    pub kind: Option<String>,
    /// Where the post lies, as the case names it.
    pub post: Option<Value>,
    pub opened_on: Option<String>,
    pub case_no: Option<String>,
    /// Each track with its state, outcome, responsibility and measures.
    pub tracks: Value,
    /// Where the way back to a post, or the clearing, stands.
    pub state: String,
}

/// What a measure restricts.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the columns are those of boards' schema.sql")]
pub struct PeriodLine {
    pub case_id: Uuid,
    pub no: i16,
    pub subject: Option<Uuid>,
    pub measure: Uuid,
    pub from_day: Option<NaiveDate>,
    pub until_day: Option<NaiveDate>,
    /// A `domain::restrictions::Restriction`.
    pub restriction: Value,
}

/// Honours forfeited.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the columns are those of boards' schema.sql")]
pub struct HonourLine {
    pub case_id: Uuid,
    pub event_id: Uuid,
    pub subject: Option<Uuid>,
    pub year: Option<i32>,
    pub kind: Option<String>,
    pub forfeited_on: Option<String>,
    pub item: Option<Uuid>,
    pub measure: Option<Uuid>,
}

/// What happened to somebody's post, rank or pay.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the columns are those of boards' schema.sql")]
pub struct ActionLine {
    pub case_id: Uuid,
    pub event_id: Uuid,
    pub subject: Option<Uuid>,
    pub measure: Option<Uuid>,
    pub action: Option<String>,
    pub taken_on: Option<String>,
    /// The first day on which it may have been taken.
    pub taken_day: Option<NaiveDate>,
    /// Where the post lies.
    pub post: Option<Value>,
    pub post_vs_former: Option<String>,
    pub leading_post: Option<bool>,
    pub source: Option<String>,
    /// Whether an action of this kind rests on a decision.
    pub rests_on_decision: bool,
    /// The determination or approval it rests on.
    pub decision: Option<Uuid>,
}

/// Whose dossier, and what the reader may not know of.
#[derive(Debug, Clone, Copy)]
pub struct Of<'a> {
    /// Entries of the register that are one person, or an organ.
    pub subjects: &'a [Uuid],
    /// Cases that are left out.
    pub hidden: &'a [Uuid],
}

/// In which cases these entries of the register stand, after one, in the order of the cases' ids.
pub async fn cases(
    pool: &PgPool,
    Of { subjects, hidden }: Of<'_>,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<InvolvedLine>> {
    let rows = sqlx::query_file_as!(InvolvedLine, "src/dossier/cases.sql", subjects, after, limit, hidden);
    Ok(rows.fetch_all(pool).await?)
}

/// What measures restrict them, the earliest first.
pub async fn restricted(pool: &PgPool, of: Of<'_>) -> Result<Vec<PeriodLine>> {
    Ok(sqlx::query_file_as!(PeriodLine, "src/dossier/periods.sql", of.subjects, of.hidden).fetch_all(pool).await?)
}

/// Honours they forfeited, year by year.
pub async fn forfeited(pool: &PgPool, of: Of<'_>) -> Result<Vec<HonourLine>> {
    Ok(sqlx::query_file_as!(HonourLine, "src/dossier/honours.sql", of.subjects, of.hidden).fetch_all(pool).await?)
}

/// What happened to their posts, rank and pay, the earliest first.
pub async fn personnel(pool: &PgPool, of: Of<'_>) -> Result<Vec<ActionLine>> {
    Ok(sqlx::query_file_as!(ActionLine, "src/dossier/actions.sql", of.subjects, of.hidden).fetch_all(pool).await?)
}
