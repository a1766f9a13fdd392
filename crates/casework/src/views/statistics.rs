//! What a supervisor counts: numbers with their shares and times, and for each number exactly those it counts.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;
use wenze_domain::words::Words;
use wenze_projections::statistics::catalogue::{DENOMINATOR_MIN, Statistic, Values};
use wenze_projections::statistics::{self, Asked, Cell};

use crate::views::boards::Coded;
use crate::{Casework, Error, STATISTIC_CELLS_MAX, VIEW_WAIT_MS};

mod asked;
mod listed;
mod table;
mod words;

pub use asked::{CannotCount, StatisticGiven};
pub use listed::StatisticCase;
pub use words::{label, options};

/// The read model behind statistics.
const MODEL: &str = "statistics";

/// What is asked of a statistic.
#[derive(Debug, Clone)]
pub struct StatisticAsked {
    /// Which one.
    pub statistic: &'static Statistic,
    /// From this day on.
    pub from: Option<NaiveDate>,
    /// Until this day; of what goes on, the day at whose end it does.
    pub to: Option<NaiveDate>,
    /// As was known then; none for what is known now.
    pub known: Option<DateTime<Utc>>,
    /// Told apart by these dimensions, none to two.
    pub by: Vec<&'static str>,
    /// Only of this organ.
    pub organ: Option<Uuid>,
    /// Only with these values.
    pub only: BTreeMap<&'static str, String>,
}

/// A value of a dimension, with its word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatisticValue {
    /// The dimension.
    pub dimension: &'static str,
    /// The value; none where it is not recorded.
    pub code: Option<String>,
    /// Its word, in the language asked for.
    pub words: String,
}

/// How long things took, or how old they are, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct StatisticTimes {
    /// A quarter took no longer.
    pub lower: i32,
    /// Half took no longer.
    pub median: i32,
    /// Three quarters took no longer.
    pub upper: i32,
}

/// One number of a statistic.
#[derive(Debug, Clone, Serialize)]
pub struct StatisticCell {
    /// What it counts, a value for each dimension.
    pub values: Vec<StatisticValue>,
    /// How many.
    pub count: i64,
    /// Of how many: of all, and by two dimensions of all with the first value.
    pub of: i64,
    /// The share in per cent with one decimal; none of fewer than [`DENOMINATOR_MIN`].
    pub share: Option<String>,
    /// Quartiles, where the statistic has times; none of fewer than [`DENOMINATOR_MIN`].
    pub times: Option<StatisticTimes>,
    /// The longest time, or the age of the oldest.
    pub longest: Option<i32>,
}

/// A statistic with its numbers.
#[derive(Debug, Clone, Serialize)]
pub struct StatisticView {
    /// How many in all: the sum of the cells.
    pub total: i64,
    /// The numbers.
    pub cells: Vec<StatisticCell>,
    /// How many are known of without a date, which lie in no period; none where no period was asked for.
    pub undated: Option<i64>,
}

impl Casework {
    /// The numbers of a statistic.
    pub async fn statistic(&self, asked: &StatisticAsked, words: &'static Words) -> Result<StatisticView, Error> {
        self.statistics_caught_up().await?;
        let pool = self.inner.views.pool();
        let query = query(asked, self.hidden_ids());
        let cells = statistics::cells(pool, &query, i64::from(STATISTIC_CELLS_MAX) + 1).await?;
        if cells.len() > STATISTIC_CELLS_MAX as usize {
            return Err(Error::TooManyCells(STATISTIC_CELLS_MAX));
        }
        let undated = match undated(asked, self.hidden_ids()) {
            Some(asked) => Some(sum(&statistics::cells(pool, &asked, 1).await?)),
            None => None,
        };
        let organs = self.organs_in(asked, &cells).await?;
        Ok(StatisticView { total: sum(&cells), cells: shown(asked, cells, &organs, words), undated })
    }

    /// A number must not depend on how far the view has come: it waits for all that is recorded by now.
    pub(crate) async fn statistics_caught_up(&self) -> Result<(), Error> {
        let head = self.inner.ledger.head().await?;
        let timeout = Duration::from_millis(VIEW_WAIT_MS);
        if self.inner.views.reached(MODEL, head, timeout).await? { Ok(()) } else { Err(Error::ViewBehind) }
    }

    async fn organs_in(&self, asked: &StatisticAsked, cells: &[Cell]) -> Result<HashMap<Uuid, String>, Error> {
        let is_organ = |place: usize| {
            let by = asked.by.get(place).and_then(|name| asked.statistic.dimension(name));
            by.is_some_and(|by| by.values == Values::Organs)
        };
        let ones = cells.iter().filter(|_| is_organ(0)).filter_map(|cell| cell.cell_one.as_deref());
        let twos = cells.iter().filter(|_| is_organ(1)).filter_map(|cell| cell.cell_two.as_deref());
        let ids: HashSet<Uuid> = ones.chain(twos).filter_map(|id| id.parse().ok()).collect();
        self.names(&ids).await
    }
}

/// The same as the read model asks it.
pub(crate) fn query(asked: &StatisticAsked, hidden: Vec<Uuid>) -> Asked {
    Asked {
        statistic: asked.statistic,
        from: asked.from,
        to: asked.to,
        known: asked.known,
        by: [asked.by.first().copied(), asked.by.get(1).copied()],
        organ: asked.organ,
        only: json!(asked.only),
        hidden,
    }
}

/// What is known of without a date. What goes on has a day from which on it does, and pairs stand somewhere on every day.
fn undated(asked: &StatisticAsked, hidden: Vec<Uuid>) -> Option<Asked> {
    if asked.statistic.standing || (asked.from.is_none() && asked.to.is_none()) {
        return None;
    }
    Some(query(&asked.undated(), hidden))
}

fn sum(cells: &[Cell]) -> i64 {
    cells.iter().map(|cell| cell.count).sum()
}

fn shown(
    asked: &StatisticAsked,
    cells: Vec<Cell>,
    organs: &HashMap<Uuid, String>,
    words: &'static Words,
) -> Vec<StatisticCell> {
    let mut denominators: HashMap<Option<String>, i64> = HashMap::new();
    for cell in &cells {
        *denominators.entry(group(asked, cell)).or_default() += cell.count;
    }
    let one = |cell: Cell| {
        let of = denominators.get(&group(asked, &cell)).copied().unwrap_or_default();
        let values = [cell.cell_one.clone(), cell.cell_two.clone()];
        StatisticCell {
            values: asked.by.iter().zip(values).map(|(by, code)| value(asked, by, code, organs, words)).collect(),
            count: cell.count,
            of,
            share: share(cell.count, of),
            times: times(asked, &cell),
            longest: cell.longest.filter(|_| asked.statistic.has_times()),
        }
    };
    cells.into_iter().map(one).collect()
}

/// Of what a cell is a share: of all, and by two dimensions of its first value.
fn group(asked: &StatisticAsked, cell: &Cell) -> Option<String> {
    cell.cell_one.clone().filter(|_| asked.by.len() > 1)
}

fn value(
    asked: &StatisticAsked,
    name: &'static str,
    code: Option<String>,
    organs: &HashMap<Uuid, String>,
    words: &'static Words,
) -> StatisticValue {
    let said = asked.statistic.dimension(name).zip(code.as_deref()).map(|(of, code)| label(of, code, organs, words));
    StatisticValue { dimension: name, code, words: said.unwrap_or_else(|| words.not_recorded()) }
}

/// In per cent with one decimal, halves up.
fn share(count: i64, of: i64) -> Option<String> {
    (of >= DENOMINATOR_MIN).then(|| {
        let per_mille = (count * 2_000 + of) / (of * 2);
        format!("{}.{}", per_mille / 10, per_mille % 10)
    })
}

fn times(asked: &StatisticAsked, cell: &Cell) -> Option<StatisticTimes> {
    if !asked.statistic.has_times() || cell.count < DENOMINATOR_MIN {
        return None;
    }
    Some(StatisticTimes { lower: cell.lower?, median: cell.median?, upper: cell.upper? })
}

/// A code of a dimension with its word.
pub(crate) fn coded(
    name: &str,
    code: &str,
    organs: &HashMap<Uuid, String>,
    words: &'static Words,
) -> Option<(&'static str, Coded)> {
    let of = statistics::catalogue::Dimension::named(name)?;
    Some((of.name, Coded { code: code.to_owned(), words: label(of, code, organs, words) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_told_only_of_enough() {
        assert_eq!(share(1, 9), None);
        assert_eq!(share(1, 16).as_deref(), Some("6.3"));
        assert_eq!(share(5, 10).as_deref(), Some("50.0"));
        assert_eq!(share(12, 12).as_deref(), Some("100.0"));
        assert_eq!(share(0, 12).as_deref(), Some("0.0"));
    }
}
