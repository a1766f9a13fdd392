//! Lists of cases, from the read model, page by page.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::case::{Case, Subject};
use wenze_projections::case_file;

use crate::opening::Wanted;
use crate::views::case::{CaseSummary, briefs};
use crate::{Casework, Error, PAGE_ROWS_MAX};

/// What to list.
#[derive(Debug, Clone, Default)]
pub struct CaseFilter {
    /// Part of a case number or register number.
    pub number: Option<String>,
    /// `report`, `clue` or `case`.
    pub designation: Option<String>,
    /// Machine and state, `track/in_review`.
    pub stage: Option<(String, String)>,
}

/// A page.
#[derive(Debug, Clone, Serialize)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// How many cases stand at a stage.
#[derive(Debug, Clone, Serialize)]
pub struct StageCount {
    /// `report`, `clue` or `case`.
    pub designation: String,
    /// The machine.
    pub machine: String,
    /// The stage.
    pub stage: String,
    /// How many.
    pub cases: i64,
}

impl Casework {
    /// Cases, the one recorded last first.
    pub async fn cases(
        &self,
        filter: &CaseFilter,
        cursor: Option<&str>,
        limit: u32,
    ) -> Result<Page<CaseSummary>, Error> {
        let limit = limit.clamp(1, PAGE_ROWS_MAX);
        let after = self.cases_after(cursor)?;
        self.listed(filter, after, limit).await
    }

    /// Cases in which nothing was recorded since an instant, the one recorded last first.
    pub async fn cases_idle(
        &self,
        since: DateTime<Utc>,
        cursor: Option<&str>,
        limit: u32,
    ) -> Result<Page<CaseSummary>, Error> {
        let after = self.cases_after(cursor)?.filter(|(at, _)| *at < since).unwrap_or((since, Uuid::max()));
        self.listed(&CaseFilter::default(), Some(after), limit.clamp(1, PAGE_ROWS_MAX)).await
    }

    fn cases_after(&self, cursor: Option<&str>) -> Result<Option<(DateTime<Utc>, Uuid)>, Error> {
        let after = cursor.map(|c| self.reveal("cases", c)).transpose()?;
        Ok(after.and_then(|(micros, id)| Some((DateTime::<Utc>::from_timestamp_micros(micros)?, id))))
    }

    async fn listed(
        &self,
        filter: &CaseFilter,
        after: Option<(DateTime<Utc>, Uuid)>,
        limit: u32,
    ) -> Result<Page<CaseSummary>, Error> {
        let query = case_file::ListQuery {
            number: filter.number.clone(),
            designation: filter.designation.clone(),
            stage: filter.stage.clone(),
            after,
            limit: i64::from(limit) + 1,
            hidden: self.hidden_ids(),
        };
        let mut rows = case_file::list(self.inner.views.pool(), &query).await?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next =
            rows.last().filter(|_| more).map(|r| self.hide("cases", r.last_recorded_at.timestamp_micros(), r.case_id));
        Ok(Page { items: self.summaries(rows).await?, next })
    }

    async fn summaries(&self, rows: Vec<case_file::ListRow>) -> Result<Vec<CaseSummary>, Error> {
        let mut wanted = Wanted::default();
        for row in &rows {
            wanted.all_in(&row.respondents, Uuid::nil());
            wanted.all_in(&row.subjects, Uuid::nil());
        }
        let texts = self.open(&wanted).await?;
        let summary = |row: case_file::ListRow| {
            let case = Case {
                respondents: serde_json::from_value(row.respondents).unwrap_or_default(),
                ..Case::new(row.case_id)
            };
            let subjects: Vec<Subject> = serde_json::from_value(row.subjects).unwrap_or_default();
            CaseSummary {
                id: row.case_id,
                version: row.version,
                designation: row.designation,
                machine: row.machine,
                stage: row.stage,
                case_no: row.case_no,
                opened_on: row.opened_on,
                last_recorded_at: row.last_recorded_at,
                respondents: briefs(&case, &texts),
                numbers: row.numbers.lines().map(str::to_owned).collect(),
                subjects: subjects.iter().filter_map(|s| texts.text(s.name?).map(str::to_owned)).collect(),
            }
        };
        Ok(rows.into_iter().map(summary).collect())
    }

    /// How many cases stand where.
    pub async fn stages(&self) -> Result<Vec<StageCount>, Error> {
        let rows = case_file::stages(self.inner.views.pool(), &self.hidden_ids()).await?;
        let count = |r: case_file::StageRow| StageCount {
            designation: r.designation,
            machine: r.machine,
            stage: r.stage,
            cases: r.cases,
        };
        Ok(rows.into_iter().map(count).collect())
    }
}
