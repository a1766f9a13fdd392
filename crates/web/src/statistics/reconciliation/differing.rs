//! What is counted now and was not then, and the other way round.

use std::collections::HashSet;

use uuid::Uuid;
use wenze_casework::{Casework, PAGE_ROWS_MAX, StatisticAsked, StatisticCase};

use super::super::listed::{Row, row};
use crate::failure::Failure;
use crate::reader::Reader;

/// The most that are compared; of more the lists themselves tell.
const COMPARED_MAX: usize = 2_000;

/// Both sides of a difference.
pub(super) struct Differing {
    /// Counted now and not then.
    pub(super) added: Vec<Row>,
    /// Counted then and not now.
    pub(super) gone: Vec<Row>,
    /// There are more than are compared.
    pub(super) is_too_long: bool,
    pub(super) has_times: bool,
}

impl Differing {
    pub(super) async fn read(
        casework: &Casework,
        reader: &Reader,
        (then, now): (&StatisticAsked, &StatisticAsked),
        cell: &[Option<String>],
    ) -> Result<Self, Failure> {
        let statistic = now.statistic;
        let (was, is) = (all(casework, reader, then, cell).await?, all(casework, reader, now, cell).await?);
        let has_times = statistic.has_times();
        let (Some(was), Some(is)) = (was, is) else {
            return Ok(Self { added: Vec::new(), gone: Vec::new(), is_too_long: true, has_times });
        };
        let (old, new): (HashSet<_>, HashSet<_>) = (was.iter().map(which).collect(), is.iter().map(which).collect());
        let added = is.iter().filter(|one| !old.contains(&which(one))).map(|one| row(reader, statistic, one));
        let gone = was.iter().filter(|one| !new.contains(&which(one))).map(|one| row(reader, statistic, one));
        Ok(Self { added: added.collect(), gone: gone.collect(), is_too_long: false, has_times })
    }
}

/// What is counted: the same in both lists where case, kind and object are.
fn which(one: &StatisticCase) -> (Uuid, &str, &str) {
    (one.case, &one.kind, &one.subject)
}

/// All of a list; none where it is longer than can be compared.
async fn all(
    casework: &Casework,
    reader: &Reader,
    asked: &StatisticAsked,
    cell: &[Option<String>],
) -> Result<Option<Vec<StatisticCase>>, Failure> {
    let (mut found, mut cursor) = (Vec::new(), None);
    loop {
        let page = casework.statistic_cases(asked, cell, cursor.as_deref(), PAGE_ROWS_MAX, reader.words).await?;
        found.extend(page.items);
        if found.len() > COMPARED_MAX {
            return Ok(None);
        }
        match page.next {
            Some(next) => cursor = Some(next),
            None => return Ok(Some(found)),
        }
    }
}
