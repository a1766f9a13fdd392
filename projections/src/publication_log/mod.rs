//! What was told of the decisions of a case, to whom and when, and what was not.

use serde::Serialize;
use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_projector::Result;

mod noted;
mod rows;

pub(crate) use noted::Noted;
pub(crate) use rows::{disclosures, lines};

/// A decision told to somebody.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the columns are those of boards' schema.sql")]
pub struct Line {
    pub case_id: Uuid,
    pub event_id: Uuid,
    /// Version of the act: the order of the log.
    pub place: i32,
    /// `served`, `announced`, `notified`, `published` or `archived`.
    pub act: String,
    pub document: Option<Uuid>,
    pub doc_no: Option<String>,
    pub determinations: Value,
    pub appeal: Option<Uuid>,
    pub respondent: Option<Uuid>,
    /// Where the name lies.
    pub name: Option<Value>,
    /// The list that `audience` is a code of.
    pub list: String,
    /// Who was told, or where.
    pub audience: Option<String>,
    /// Where the text lies that says who was told.
    pub recipient: Option<Value>,
    /// How it was served.
    pub method: Option<String>,
    /// How far it was made public.
    pub scope: Option<String>,
    /// What was left out.
    pub redactions: Value,
    /// Where the reason lies for not making it public.
    pub withheld: Option<Value>,
    pub told_on: Option<String>,
}

/// What was told of a determination that stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the columns are those of boards' schema.sql")]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, a column that is true or not")]
pub struct Disclosure {
    pub case_id: Uuid,
    pub determination: Uuid,
    pub respondent: Uuid,
    /// Where the name lies.
    pub name: Option<Value>,
    pub track: Option<String>,
    pub outcome: Option<String>,
    pub made_on: Option<String>,
    pub documented: bool,
    pub served: bool,
    pub announced: bool,
    pub notified: bool,
    pub published: bool,
    /// A reason for not making it public is on record.
    pub withheld: bool,
}

/// What was told in a case after a place, in the order in which it was recorded.
pub async fn page(pool: &PgPool, case_id: Uuid, after: Option<(i32, Uuid)>, limit: i64) -> Result<Vec<Line>> {
    let (place, event_id) = after.unzip();
    let rows = sqlx::query_file_as!(Line, "src/publication_log/page.sql", case_id, place, event_id, limit);
    Ok(rows.fetch_all(pool).await?)
}

/// Determinations that stand and of which something was not told.
pub async fn untold(pool: &PgPool, case_id: Uuid) -> Result<Vec<Disclosure>> {
    Ok(sqlx::query_file_as!(Disclosure, "src/publication_log/untold.sql", case_id).fetch_all(pool).await?)
}
