//! Deadlines: which run, are due soon, are overdue or stand still, by organ and by case.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_projector::Result;

/// Which deadlines.
#[derive(Debug, Clone, Default)]
pub struct ClockQuery {
    /// The moment at which it is asked.
    pub now: DateTime<Utc>,
    /// What is due until then counts as due soon.
    pub soon: DateTime<Utc>,
    /// Of this organ.
    pub organ: Option<Uuid>,
    /// Due before then; deadlines without a date are left out.
    pub before: Option<DateTime<Utc>>,
    /// Of this case.
    pub case_id: Option<Uuid>,
    /// The last row of the page before: its end, case and obligation.
    pub after: Option<(DateTime<Utc>, Uuid, String)>,
    /// Most rows.
    pub limit: i64,
    /// Cases that are not listed.
    pub hidden: Vec<Uuid>,
}

/// A deadline.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the columns are those of procedure_check's schema.sql")]
pub struct Clock {
    pub case_id: Uuid,
    pub obligation: String,
    pub release: String,
    pub rule: String,
    pub severity: String,
    pub instance: Value,
    pub trigger_id: Option<Uuid>,
    pub organ_id: Option<Uuid>,
    pub due_on: Option<NaiveDate>,
    pub due_at: Option<DateTime<Utc>>,
    pub provisional: bool,
    pub remembered: bool,
    /// Kinds of act that would do.
    pub waits_for: Value,
    /// `running`, `due_soon`, `overdue`, `stopped` or `no_figure`.
    pub state: String,
}

impl Clock {
    /// Where the next page goes on.
    pub fn cursor(&self) -> (DateTime<Utc>, Uuid, String) {
        (self.due_at.unwrap_or_else(never), self.case_id, self.obligation.clone())
    }
}

/// Where deadlines without a date stand: after all that have one. `page.sql` and the index that gives its order say the same.
fn never() -> DateTime<Utc> {
    DateTime::from_timestamp(253_370_764_800, 0).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// Deadlines at a moment, the one that ends first first; those without a date stand last.
pub async fn page(pool: &PgPool, query: &ClockQuery) -> Result<Vec<Clock>> {
    let rows = sqlx::query_file_as!(
        Clock,
        "src/clock_board/page.sql",
        query.now,
        query.soon,
        query.organ,
        query.before,
        query.case_id,
        query.after.as_ref().map(|after| after.0),
        query.after.as_ref().map(|after| after.1),
        query.after.as_ref().map(|after| after.2.as_str()),
        query.limit,
        &query.hidden
    );
    Ok(rows.fetch_all(pool).await?)
}
