//! The rows of every table, made from the folded cases and stored with one statement each.

use serde::Serialize;
use sqlx::PgConnection;
use uuid::Uuid;
use wenze_projector::Result;

use super::State;
use crate::responsibility;

/// Stores the rows of one table.
macro_rules! store {
    ($connection:expr, $file:literal, $rows:expr) => {
        if !$rows.is_empty() {
            sqlx::query_file!($file, json(&$rows)).execute(&mut *$connection).await?;
        }
    };
}

/// Rows by table.
#[derive(Default)]
pub(super) struct Tables {
    cases: Cases,
    responsibility: Vec<responsibility::Line>,
    responsibility_gaps: Vec<responsibility::GapLine>,
}

#[derive(Default)]
struct Cases {
    ids: Vec<Uuid>,
    versions: Vec<i32>,
    designations: Vec<String>,
    machines: Vec<String>,
    stages: Vec<String>,
    case_nos: Vec<Option<String>>,
    states: Vec<String>,
}

impl Tables {
    /// Adds the rows of a case.
    pub(super) fn push(&mut self, id: Uuid, state: &State) {
        let (case, noted) = (&state.case, &state.noted);
        self.cases.push(id, state);
        let lines = responsibility::lines(case, &noted.responsibility);
        self.responsibility_gaps.extend(responsibility::gaps(case.id, &lines));
        self.responsibility.extend(lines);
    }

    /// The cases whose rows these are.
    pub(super) fn cases(&self) -> &[Uuid] {
        &self.cases.ids
    }

    /// Inserts them. The cases go first, because every other row refers to one.
    pub(super) async fn store(self, connection: &mut PgConnection) -> Result<()> {
        self.cases.store(connection).await?;
        store!(connection, "src/boards/store_responsibility.sql", self.responsibility);
        store!(connection, "src/boards/store_responsibility_gap.sql", self.responsibility_gaps);
        Ok(())
    }
}

impl Cases {
    fn push(&mut self, id: Uuid, state: &State) {
        let stage = state.case.stage();
        self.ids.push(id);
        self.versions.push(state.case.version);
        self.designations.push(stage.designation.as_str().to_owned());
        self.machines.push(stage.machine);
        self.stages.push(stage.state);
        self.case_nos.push(state.case.case_no.as_ref().map(|no| no.no.clone()));
        self.states.push(json(state));
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
