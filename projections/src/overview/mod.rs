//! Where cases stand, at which office, and what is late: over all cases, for whoever answers for them.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_projector::Result;

/// The severity of what nobody had to do.
const HINT: &str = "INFO";

/// How many cases stand at a stage with a duty at an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The machine of the stage.
    pub machine: String,
    /// The stage.
    pub stage: String,
    /// The office; none for cases in which no duty is open.
    pub organ: Option<Uuid>,
    /// How many.
    pub cases: i64,
    /// The first day of the one that began first.
    pub oldest: Option<NaiveDate>,
    /// In how many of them something is overdue.
    pub overdue: i64,
}

/// A rule of which something is late or soon will be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// The rulebook, `id@version`.
    pub release: String,
    /// The rule.
    pub rule: String,
    /// How much a violation weighs.
    pub severity: String,
    /// How many duties are overdue.
    pub overdue: i64,
    /// How many end soon.
    pub soon: i64,
    /// In how many cases, each counted once for each office.
    pub cases: i64,
    /// The day that is or was due first.
    pub first_due: Option<NaiveDate>,
}

/// How a case stands with all rules together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The case.
    pub case_id: Uuid,
    /// Kept.
    pub kept: i64,
    /// Broken and not mended.
    pub broken: i64,
    /// A fact is missing.
    pub unclear: i64,
    /// Open.
    pub pending: i64,
}

/// A case with a duty at an office.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The case.
    pub case_id: Uuid,
    /// What is shown of it, [`crate::worklist::Matter`].
    pub matter: Value,
    /// The office; none where no duty is open.
    pub organ: Option<Uuid>,
    /// Whether something is overdue.
    pub overdue: bool,
    /// The day that is or was due first.
    pub due_on: Option<NaiveDate>,
    /// The first day of the case.
    pub began: NaiveDate,
}

/// Which cases.
#[derive(Debug, Clone, Default)]
pub struct StandingQuery {
    /// The moment at which it is asked.
    pub now: DateTime<Utc>,
    /// What is due until then counts as due soon.
    pub soon: DateTime<Utc>,
    /// Cases that are not listed.
    pub hidden: Vec<Uuid>,
    /// At this stage: machine and state.
    pub stage: Option<(String, String)>,
    /// With a duty at this office; `Some(None)` for cases in which none is open.
    pub organ: Option<Option<Uuid>>,
    /// With something late, or due soon, under this rule of this release.
    pub rule: Option<(String, String)>,
    /// With something overdue.
    pub overdue: bool,
    /// The last row of the page before: its first day, case and office.
    pub after: Option<(NaiveDate, Uuid, Uuid)>,
    /// Most rows.
    pub limit: i64,
}

impl Standing {
    /// Where the next page goes on.
    pub fn cursor(&self) -> (NaiveDate, Uuid, Uuid) {
        (self.began, self.case_id, self.organ.unwrap_or_default())
    }
}

/// How many cases stand where, by stage and office.
pub async fn matrix(pool: &PgPool, now: DateTime<Utc>, hidden: &[Uuid], limit: i64) -> Result<Vec<Cell>> {
    Ok(sqlx::query_file_as!(Cell, "src/overview/matrix.sql", now, HINT, hidden, limit).fetch_all(pool).await?)
}

/// The rules of which most is overdue, the worst first.
pub async fn alarms(
    pool: &PgPool,
    now: DateTime<Utc>,
    soon: DateTime<Utc>,
    hidden: &[Uuid],
    limit: i64,
) -> Result<Vec<Alarm>> {
    let rows = sqlx::query_file_as!(Alarm, "src/overview/alarms.sql", now, HINT, soon, hidden, limit);
    Ok(rows.fetch_all(pool).await?)
}

/// How these cases stand with all rules together.
pub async fn tally(pool: &PgPool, cases: &[Uuid], now: DateTime<Utc>) -> Result<Vec<Tally>> {
    Ok(sqlx::query_file_as!(Tally, "src/overview/tally.sql", cases, now, HINT).fetch_all(pool).await?)
}

/// The cases behind a number, the one that began first first.
pub async fn cases(pool: &PgPool, query: &StandingQuery) -> Result<Vec<Standing>> {
    let (machine, stage) = query.stage.clone().unzip();
    let (release, rule) = query.rule.clone().unzip();
    let (began, case, organ) =
        query.after.map_or((None, None, None), |(began, case, organ)| (Some(began), Some(case), Some(organ)));
    let rows = sqlx::query_file_as!(
        Standing,
        "src/overview/cases.sql",
        query.now,
        HINT,
        &query.hidden,
        machine,
        stage,
        query.organ.is_some(),
        query.organ.flatten(),
        rule,
        release,
        query.soon,
        query.overdue,
        began,
        case,
        organ,
        query.limit
    );
    Ok(rows.fetch_all(pool).await?)
}
