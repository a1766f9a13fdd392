//! Whose cases they are: the organs that handle each, how secret it is, and whether an organ above has it on appeal.

use std::collections::BTreeSet;

use serde::Serialize;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_domain::case::{Appeal, Case, Document};
use wenze_domain::effective::Cut;
use wenze_domain::history::History;
use wenze_domain::states::AppealState;
use wenze_projector::Result;

mod noted;

pub(crate) use noted::Noted;
pub use noted::may_move;

/// What decides who reaches a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the columns are those of boards' schema.sql")]
pub struct Line {
    pub case_id: Uuid,
    pub organs: Vec<Uuid>,
    pub confidentiality: Option<String>,
    pub on_appeal: bool,
    pub workers: Vec<Uuid>,
}

/// An organ of the register with the one above it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "as the register's")]
pub struct Placed {
    pub organ_id: Uuid,
    pub parent: Option<Uuid>,
}

/// The row of a case.
pub(crate) fn line(case: &Case, noted: &Noted) -> Line {
    Line {
        case_id: case.id,
        organs: noted.organs.iter().copied().collect(),
        confidentiality: noted.confidentiality.map(|mark| mark.to_string()),
        on_appeal: case.appeals.iter().any(|(id, appeal)| is_open(case, *id, appeal)),
        workers: if noted.is_above_ordinary() { noted.workers.iter().copied().collect() } else { Vec::new() },
    }
}

/// From the filing until the decision on it is served, or it ends without one.
fn is_open(case: &Case, id: Uuid, appeal: &Appeal) -> bool {
    // Who serves the document may have named it alone.
    let is_served = |document: &Document| document.appeal == Some(id) && document.served_on.is_some();
    match appeal.state {
        AppealState::Filed | AppealState::Accepted | AppealState::Panel => true,
        AppealState::Decided | AppealState::Remanded => {
            appeal.served_on.is_none() && !case.documents.values().any(is_served)
        }
        _ => false,
    }
}

/// Every case.
pub async fn all(pool: &PgPool) -> Result<Vec<Line>> {
    Ok(sqlx::query_file_as!(Line, "src/scope/all.sql").fetch_all(pool).await?)
}

/// Every organ of the register.
pub async fn organs(pool: &PgPool) -> Result<Vec<Placed>> {
    Ok(sqlx::query_file_as!(Placed, "src/scope/organs.sql").fetch_all(pool).await?)
}

/// The row of a case, by everything that is recorded of it.
pub fn of_history(id: Uuid, history: &History) -> Line {
    let (mut case, mut noted) = (Case::new(id), Noted::default());
    for item in history.effective(Cut::default()) {
        wenze_domain::evolve::evolve(&mut case, &item);
        noted.note(&case, &item.event);
    }
    line(&case, &noted)
}

/// Whoever recorded or did something in a case, or was put to work on it.
pub fn workers(id: Uuid, history: &History) -> BTreeSet<Uuid> {
    let (mut case, mut noted) = (Case::new(id), Noted::default());
    for item in history.effective(Cut::default()) {
        wenze_domain::evolve::evolve(&mut case, &item);
        noted.note(&case, &item.event);
    }
    noted.workers
}

#[cfg(test)]
mod tests;
