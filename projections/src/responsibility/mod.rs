//! Who is responsible how, respondent by respondent, and who is missing among them.

use serde::Serialize;
use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_projector::Result;

mod gaps;
mod noted;
mod rows;

pub(crate) use gaps::gaps;
pub(crate) use noted::Noted;
pub(crate) use rows::lines;

/// A responsibility attributed to a pair, or a pair without any.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the columns are those of boards' schema.sql")]
pub struct Line {
    pub case_id: Uuid,
    pub respondent: Uuid,
    /// Empty for a respondent that stands on no track yet.
    pub track: String,
    pub no: i16,
    pub kind: Option<String>,
    /// Where the name lies.
    pub name: Option<Value>,
    /// Where the post lies.
    pub post: Option<Value>,
    pub post_level: Option<String>,
    pub official: Option<Uuid>,
    pub organ: Option<Uuid>,
    pub state: String,
    /// The round in which it was attributed.
    pub round: i32,
    /// Whether no later round took its place.
    pub current: bool,
    pub collective: Option<bool>,
    pub role: Option<String>,
    pub class: Option<String>,
    /// Where the causal link lies.
    pub causal_link: Option<Value>,
    /// Where the duty lies.
    pub duty: Option<Value>,
    pub objection: Option<bool>,
    pub event_id: Option<Uuid>,
    pub outcome: Option<String>,
    pub determination: Option<Uuid>,
    pub standing: Option<String>,
    pub judicial_outcome: Option<String>,
}

/// Something missing among those responsible.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the columns are those of boards' schema.sql")]
pub struct GapLine {
    pub case_id: Uuid,
    pub no: i16,
    /// `principal_missing`, `direct_missing`, `higher_level_missing` or `causal_link_missing`.
    pub gap: String,
    /// Whose it is, where it is one respondent's.
    pub respondent: Option<Uuid>,
    pub track: Option<String>,
    /// Where the name lies.
    pub name: Option<Value>,
}

/// The rows of so many respondents after one, in the order of their ids.
pub async fn page(pool: &PgPool, case_id: Uuid, after: Option<Uuid>, respondents: i64) -> Result<Vec<Line>> {
    let rows = sqlx::query_file_as!(Line, "src/responsibility/page.sql", case_id, after, respondents);
    Ok(rows.fetch_all(pool).await?)
}

/// What is missing in a case.
pub async fn missing(pool: &PgPool, case_id: Uuid) -> Result<Vec<GapLine>> {
    Ok(sqlx::query_file_as!(GapLine, "src/responsibility/gaps.sql", case_id).fetch_all(pool).await?)
}
