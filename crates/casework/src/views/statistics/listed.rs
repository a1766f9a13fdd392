//! Those that a number counts, page by page.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::words::Words;
use wenze_projections::statistics::{self, After, Counted};

use super::{StatisticAsked, coded, query};
use crate::views::boards::Coded;
use crate::views::lists::Page;
use crate::{Casework, Error, PAGE_ROWS_MAX};

/// What cursors of these lists are called.
const CURSOR: &str = "statistics";

/// One of those counted.
#[derive(Debug, Clone, Serialize)]
pub struct StatisticCase {
    /// Its case.
    pub case: Uuid,
    /// The number of the case, as was known.
    pub case_no: Option<String>,
    /// What kind of fact counts.
    pub kind: String,
    /// Which one in the case: an object, an event, or a pair with the place of its stay.
    pub subject: String,
    /// Whose act it is.
    pub organ: Option<Uuid>,
    /// Its name now.
    pub organ_name: Option<String>,
    /// The first day on which it may have happened.
    pub on: Option<NaiveDate>,
    /// From when on it was over, as far as was known.
    pub until: Option<NaiveDate>,
    /// How long it took, or its age, in days, where the statistic has times.
    pub days: Option<i32>,
    /// By what it is told apart.
    pub told: BTreeMap<&'static str, Coded>,
}

impl Casework {
    /// Those counted in a cell, by their day; `cell` holds the values of the first dimensions asked by, none for what is not
    /// recorded.
    pub async fn statistic_cases(
        &self,
        asked: &StatisticAsked,
        cell: &[Option<String>],
        cursor: Option<&str>,
        limit: u32,
        words: &'static Words,
    ) -> Result<Page<StatisticCase>, Error> {
        self.statistics_caught_up().await?;
        let limit = limit.clamp(1, PAGE_ROWS_MAX);
        let after = cursor.map(|cursor| self.counted_after(cursor)).transpose()?;
        let cell = [cell.first(), cell.get(1)].map(|value| value.map(Option::as_deref));
        let pool = self.inner.views.pool();
        let asked_of = query(asked, self.hidden_ids());
        let mut rows = statistics::listed(pool, &asked_of, cell, after.as_ref(), i64::from(limit) + 1).await?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = rows.last().filter(|_| more).map(|last| self.counted_cursor(&last.place()));
        let organs: HashSet<Uuid> = rows.iter().filter_map(|row| row.organ_id).collect();
        let organs = self.names(&organs).await?;
        let has_times = asked.statistic.has_times();
        Ok(Page { items: rows.into_iter().map(|row| shown(row, has_times, &organs, words)).collect(), next })
    }

    /// A cursor hides day and case of the last row; the rest says nothing more than the row did.
    fn counted_cursor(&self, last: &After) -> String {
        let day = last.on_day.map_or(i64::MAX, |day| i64::from(day.to_epoch_days()));
        format!("{}.{}.{}", self.hide(CURSOR, day, last.case_id), last.kind, last.subject)
    }

    fn counted_after(&self, cursor: &str) -> Result<After, Error> {
        let bad = || Error::BadToken(CURSOR);
        let mut pieces = cursor.splitn(3, '.');
        let mut next = || pieces.next().ok_or_else(bad);
        let (hidden, kind, subject) = (next()?, next()?.to_owned(), next()?.to_owned());
        let (day, case_id) = self.reveal(CURSOR, hidden)?;
        let on_day = i32::try_from(day).ok().and_then(NaiveDate::from_epoch_days);
        Ok(After { on_day, case_id, kind, subject })
    }
}

fn shown(row: Counted, has_times: bool, organs: &HashMap<Uuid, String>, words: &'static Words) -> StatisticCase {
    let dims: BTreeMap<String, String> = serde_json::from_value(row.dims).unwrap_or_default();
    StatisticCase {
        case: row.case_id,
        case_no: row.case_no,
        kind: row.kind,
        subject: row.subject,
        organ_name: row.organ_id.and_then(|id| organs.get(&id).cloned()),
        organ: row.organ_id,
        on: row.on_day,
        until: row.until_day,
        days: row.measure.filter(|_| has_times),
        told: dims.iter().filter_map(|(name, code)| coded(name, code, organs, words)).collect(),
    }
}
