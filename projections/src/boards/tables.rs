//! The rows of every table, made from the folded cases: those that changed are stored, with one statement for each table.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde::Serialize;
use sqlx::PgConnection;
use uuid::Uuid;
use wenze_projector::Result;

use super::State;
use crate::{
    appeal_board, dossier, exclusions, publication_log, rectification_board, relations, responsibility, scope,
};

/// The digest of no rows.
const NOTHING: u64 = 0;

/// Something for each table besides that of the cases.
#[derive(Debug, Clone, Default)]
struct Each<T> {
    responsibility: T,
    responsibility_gap: T,
    appeal: T,
    item: T,
    step: T,
    involved: T,
    period: T,
    honour: T,
    action: T,
    relation: T,
    publication: T,
    disclosure: T,
    excluded: T,
    scope: T,
}

/// What lies in the tables of a case: a digest of its rows in each of them, so that those are left alone that say the same.
/// By default nothing lies there.
#[derive(Debug, Clone, Default)]
pub(super) struct Laid {
    is_unknown: bool,
    digests: Each<u64>,
}

impl Laid {
    /// A case whose rows were not looked at.
    pub(super) fn unknown() -> Self {
        Self { is_unknown: true, ..Self::default() }
    }
}

/// Rows of one table, as JSON, and the cases whose rows go before they come.
#[derive(Debug, Default)]
struct Lines {
    dropped: Vec<Uuid>,
    json: String,
}

impl Lines {
    /// Adds the rows of a case, unless they are what lies there.
    fn push<T: Serialize>(&mut self, id: Uuid, lines: &[T], is_unknown: bool, laid: &mut u64) {
        let text = if lines.is_empty() { String::new() } else { json(&lines) };
        let before = std::mem::replace(laid, digest(&text));
        if !is_unknown && before == *laid {
            return;
        }
        if is_unknown || before != NOTHING {
            self.dropped.push(id);
        }
        let rows = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or_default();
        if !rows.is_empty() {
            self.json.push(if self.json.is_empty() { '[' } else { ',' });
            self.json.push_str(rows);
        }
    }

    /// All of them as one list; none if there is no row.
    fn list(&self) -> Option<String> {
        (!self.json.is_empty()).then(|| format!("{}]", self.json))
    }
}

fn digest(text: &str) -> u64 {
    if text.is_empty() {
        return NOTHING;
    }
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Stores the rows of one table.
macro_rules! store {
    ($connection:expr, $file:literal, $lines:expr) => {
        if let Some(list) = $lines.list() {
            sqlx::query_file!($file, list).execute(&mut *$connection).await?;
        }
    };
}

/// Rows by table.
#[derive(Default)]
pub(super) struct Tables {
    cases: Cases,
    lines: Each<Lines>,
}

#[derive(Default)]
struct Cases {
    ids: Vec<Uuid>,
    versions: Vec<i32>,
    designations: Vec<String>,
    machines: Vec<String>,
    stages: Vec<String>,
    case_nos: Vec<Option<String>>,
    remands: Vec<i16>,
    transferred: Vec<Option<Uuid>>,
    states: Vec<String>,
}

impl Tables {
    /// Adds the rows of a case that are others than those that lie there, and notes what then lies there.
    pub(super) fn push(&mut self, id: Uuid, state: &State, laid: &mut Laid) {
        let (case, noted) = (&state.case, &state.noted);
        self.cases.push(id, state);
        let responsible = responsibility::lines(case, &noted.responsibility);
        let gaps = responsibility::gaps(case.id, &responsible);
        let unknown = std::mem::take(&mut laid.is_unknown);
        let (to, laid) = (&mut self.lines, &mut laid.digests);
        to.responsibility.push(id, &responsible, unknown, &mut laid.responsibility);
        to.responsibility_gap.push(id, &gaps, unknown, &mut laid.responsibility_gap);
        to.appeal.push(id, &appeal_board::lines(case, &noted.appeals), unknown, &mut laid.appeal);
        to.item.push(id, &rectification_board::lines(case, &noted.rectification), unknown, &mut laid.item);
        to.step.push(id, &rectification_board::steps(case, &noted.rectification), unknown, &mut laid.step);
        to.involved.push(id, &dossier::involved(case), unknown, &mut laid.involved);
        to.period.push(id, &dossier::periods(case), unknown, &mut laid.period);
        to.honour.push(id, &dossier::honours(case, &noted.dossier), unknown, &mut laid.honour);
        to.action.push(id, &dossier::actions(case, &noted.dossier), unknown, &mut laid.action);
        to.relation.push(id, &relations::lines(case, &noted.relations), unknown, &mut laid.relation);
        to.publication.push(id, &publication_log::lines(case, &noted.publications), unknown, &mut laid.publication);
        to.disclosure.push(id, &publication_log::disclosures(case, &noted.publications), unknown, &mut laid.disclosure);
        to.excluded.push(id, &exclusions::lines(case, &noted.exclusions), unknown, &mut laid.excluded);
        to.scope.push(id, &[scope::line(case, &noted.scope)], unknown, &mut laid.scope);
    }

    /// Takes the rows away that say something else now, and inserts those that do. The cases go first, because every other row
    /// refers to one.
    pub(super) async fn store(self, connection: &mut PgConnection) -> Result<()> {
        self.cases.store(connection).await?;
        let lines = self.lines;
        lines.drop(connection).await?;
        store!(connection, "src/boards/store_responsibility.sql", lines.responsibility);
        store!(connection, "src/boards/store_responsibility_gap.sql", lines.responsibility_gap);
        store!(connection, "src/boards/store_appeal.sql", lines.appeal);
        store!(connection, "src/boards/store_item.sql", lines.item);
        store!(connection, "src/boards/store_step.sql", lines.step);
        store!(connection, "src/boards/store_involved.sql", lines.involved);
        store!(connection, "src/boards/store_period.sql", lines.period);
        store!(connection, "src/boards/store_honour.sql", lines.honour);
        store!(connection, "src/boards/store_action.sql", lines.action);
        store!(connection, "src/boards/store_relation.sql", lines.relation);
        store!(connection, "src/boards/store_publication.sql", lines.publication);
        store!(connection, "src/boards/store_disclosure.sql", lines.disclosure);
        store!(connection, "src/boards/store_excluded.sql", lines.excluded);
        store!(connection, "src/boards/store_scope.sql", lines.scope);
        Ok(())
    }
}

impl Each<Lines> {
    async fn drop(&self, connection: &mut PgConnection) -> Result<()> {
        sqlx::query_file!(
            "src/boards/drop_lines.sql",
            &self.responsibility.dropped,
            &self.responsibility_gap.dropped,
            &self.appeal.dropped,
            &self.item.dropped,
            &self.step.dropped,
            &self.involved.dropped,
            &self.period.dropped,
            &self.honour.dropped,
            &self.action.dropped,
            &self.relation.dropped,
            &self.publication.dropped,
            &self.disclosure.dropped,
            &self.excluded.dropped,
            &self.scope.dropped
        )
        .execute(connection)
        .await?;
        Ok(())
    }
}

impl Cases {
    fn push(&mut self, id: Uuid, folded: &State) {
        let stage = folded.case.stage();
        self.ids.push(id);
        self.versions.push(folded.case.version);
        self.designations.push(stage.designation.as_str().to_owned());
        self.machines.push(stage.machine);
        self.stages.push(stage.state);
        self.case_nos.push(folded.case.case_no.as_ref().map(|no| no.no.clone()));
        self.remands.push(folded.noted.relations.remands);
        self.transferred.push(folded.noted.relations.transferred_to);
        self.states.push(json(folded));
    }

    async fn store(&self, connection: &mut PgConnection) -> Result<()> {
        sqlx::query_file!(
            "src/boards/store_case.sql",
            &self.ids,
            &self.versions,
            &self.designations,
            &self.machines,
            &self.stages,
            &self.case_nos as &[Option<String>],
            &self.remands,
            &self.transferred as &[Option<Uuid>],
            &self.states
        )
        .execute(connection)
        .await?;
        Ok(())
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: Uuid = Uuid::nil();

    #[test]
    fn rows_that_lie_there_are_left_alone() {
        let (mut lines, mut laid) = (Lines::default(), NOTHING);
        lines.push::<i32>(ID, &[], false, &mut laid);
        assert_eq!((lines.dropped.len(), lines.list()), (0, None), "there was nothing and there is nothing");
        lines.push(ID, &[1, 2], false, &mut laid);
        assert_eq!((lines.dropped.len(), lines.list().as_deref()), (0, Some("[1,2]")));
        let mut lines = Lines::default();
        lines.push(ID, &[1, 2], false, &mut laid);
        assert_eq!((lines.dropped.len(), lines.list()), (0, None), "the same again");
        lines.push(ID, &[1], false, &mut laid);
        assert_eq!((lines.dropped.len(), lines.list().as_deref()), (1, Some("[1]")));
        let mut lines = Lines::default();
        lines.push::<i32>(ID, &[], false, &mut laid);
        assert_eq!((lines.dropped.len(), lines.list(), laid), (1, None, NOTHING), "what is gone is taken away");
    }

    #[test]
    fn rows_that_nobody_looked_at_are_stored_again() {
        let (mut lines, mut laid) = (Lines::default(), NOTHING);
        lines.push::<i32>(ID, &[], true, &mut laid);
        lines.push(ID, &["a"], true, &mut laid);
        lines.push(ID, &["b"], false, &mut NOTHING.clone());
        assert_eq!((lines.dropped.len(), lines.list().as_deref()), (2, Some(r#"["a","b"]"#)));
    }
}
