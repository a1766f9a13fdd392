//! Who may neither act on a case nor know of it: whoever it names, and whoever is recused from it.

use serde::Serialize;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_domain::case::Case;
use wenze_domain::effective::Cut;
use wenze_domain::history::History;
use wenze_domain::states::RecusalState;
use wenze_projector::Result;

mod noted;
mod rows;

pub(crate) use noted::Noted;
pub(crate) use rows::lines;

/// Somebody who is excluded from a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the columns are those of boards' schema.sql")]
pub struct Line {
    pub case_id: Uuid,
    /// An entry of the register.
    pub person: Uuid,
    /// `named`, `ground_known`, `declared` or `granted`.
    pub ground: String,
    /// The recusal; of somebody whom the case names, the person.
    pub object: Uuid,
    /// The version of the case since which the person is excluded, on whichever ground.
    pub since: i32,
}

/// Somebody excluded, as readers ask for it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "as a line's")]
pub struct Excluded {
    pub case_id: Uuid,
    pub ground: String,
}

impl Line {
    /// Whether the person is excluded because the case is about him.
    pub fn is_named(ground: &str) -> bool {
        ground == rows::NAMED
    }
}

/// From which cases these entries of the register are excluded.
pub async fn of_persons(pool: &PgPool, persons: &[Uuid]) -> Result<Vec<Excluded>> {
    Ok(sqlx::query_file_as!(Excluded, "src/exclusions/of_persons.sql", persons).fetch_all(pool).await?)
}

/// Who is excluded from a case, by everything that is recorded of it.
pub fn of_history(id: Uuid, history: &History) -> Vec<Line> {
    let (mut case, mut noted) = (Case::new(id), Noted::default());
    for item in history.effective(Cut::default()) {
        wenze_domain::evolve::evolve(&mut case, &item);
        noted.note(&case, &item.event);
    }
    lines(&case, &noted)
}

/// Whether somebody may be excluded from a case, as far as the folded case alone tells: it holds who asked for a recusal no
/// longer. Whoever it does not point to is not excluded.
pub fn may_exclude(case: &Case, person: Uuid) -> bool {
    let of = |state: RecusalState| matches!(state, RecusalState::Open | RecusalState::Recused);
    rows::named(case).contains(&person) || case.recusals.values().any(|one| one.person == Some(person) && of(one.state))
}

#[cfg(test)]
mod tests;
