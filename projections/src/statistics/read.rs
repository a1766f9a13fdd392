//! Numbers, and the lists behind them: both ask `statistics_counted` the same, so they cannot differ.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_projector::Result;

use super::catalogue::Statistic;

/// What is asked of a statistic.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Which one.
    pub statistic: &'static Statistic,
    /// From this day on.
    pub from: Option<NaiveDate>,
    /// Until this day; of what goes on, the day at whose end it does.
    pub to: Option<NaiveDate>,
    /// As was known then; none for what is known now.
    pub known: Option<DateTime<Utc>>,
    /// Told apart by these dimensions, none to two.
    pub by: [Option<&'static str>; 2],
    /// Only of this organ.
    pub organ: Option<Uuid>,
    /// Only with these values, an object of dimensions.
    pub only: Value,
    /// Cases that the caller may not see.
    pub hidden: Vec<Uuid>,
}

/// One number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The value of the first dimension; none where it is not recorded, or there is no such dimension.
    pub cell_one: Option<String>,
    /// The same of the second.
    pub cell_two: Option<String>,
    /// How many.
    pub count: i64,
    /// A quarter took no longer, in days.
    pub lower: Option<i32>,
    /// Half took no longer.
    pub median: Option<i32>,
    /// Three quarters took no longer.
    pub upper: Option<i32>,
    /// The longest.
    pub longest: Option<i32>,
}

/// One of those counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// Its case.
    pub case_id: Uuid,
    /// The number of the case, as was known.
    pub case_no: Option<String>,
    /// What kind of fact it is.
    pub kind: String,
    /// Which one in the case.
    pub subject: String,
    /// Whose act it is.
    pub organ_id: Option<Uuid>,
    /// The first day on which it may have happened.
    pub on_day: Option<NaiveDate>,
    /// From when on it was over, as far as was known.
    pub until_day: Option<NaiveDate>,
    /// Its age, or how long it took, in days.
    pub measure: Option<i32>,
    /// By what it is told apart.
    pub dims: Value,
}

/// After which one a page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// Its day; what has none stands last.
    pub on_day: Option<NaiveDate>,
    /// Its case.
    pub case_id: Uuid,
    /// Its kind.
    pub kind: String,
    /// Which one.
    pub subject: String,
}

impl Counted {
    /// Where the next page goes on.
    pub fn place(&self) -> After {
        After { on_day: self.on_day, case_id: self.case_id, kind: self.kind.clone(), subject: self.subject.clone() }
    }
}

/// Where what has no day stands: after all that has one.
fn never() -> NaiveDate {
    NaiveDate::from_ymd_opt(9_999, 12, 31).unwrap_or(NaiveDate::MAX)
}

fn kinds(statistic: &Statistic) -> Vec<String> {
    statistic.kinds.iter().map(|kind| (*kind).to_owned()).collect()
}

/// The numbers, in the order of their values.
pub async fn cells(pool: &PgPool, asked: &Asked, limit: i64) -> Result<Vec<Cell>> {
    let rows = sqlx::query_file_as!(
        Cell,
        "src/statistics/cells.sql",
        &kinds(asked.statistic),
        asked.statistic.needs,
        asked.statistic.standing,
        asked.statistic.measured,
        asked.from,
        asked.to,
        asked.known,
        asked.organ,
        asked.only,
        &asked.hidden,
        asked.by[0],
        asked.by[1],
        limit
    );
    Ok(rows.fetch_all(pool).await?)
}

/// Those counted in a cell, by their day: `cell` holds a value for each dimension that is fixed.
pub async fn listed(
    pool: &PgPool,
    asked: &Asked,
    cell: [Option<Option<&str>>; 2],
    after: Option<&After>,
    limit: i64,
) -> Result<Vec<Counted>> {
    let rows = sqlx::query_file_as!(
        Counted,
        "src/statistics/cases.sql",
        &kinds(asked.statistic),
        asked.statistic.needs,
        asked.statistic.standing,
        asked.statistic.measured,
        asked.from,
        asked.to,
        asked.known,
        asked.organ,
        asked.only,
        &asked.hidden,
        asked.by[0],
        asked.by[1],
        cell[0].is_some(),
        cell[0].flatten(),
        cell[1].is_some(),
        cell[1].flatten(),
        after.map(|after| after.on_day.unwrap_or_else(never)),
        after.map(|after| after.case_id),
        after.map(|after| after.kind.as_str()),
        after.map(|after| after.subject.as_str()),
        limit,
        never()
    );
    Ok(rows.fetch_all(pool).await?)
}
