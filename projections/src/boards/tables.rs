//! The rows of every table, made from the folded cases and stored with one statement each.

use serde::Serialize;
use sqlx::PgConnection;
use uuid::Uuid;
use wenze_projector::Result;

use super::State;
use crate::{
    appeal_board, dossier, exclusions, publication_log, rectification_board, relations, responsibility, scope,
};

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
    appeals: Vec<appeal_board::Line>,
    items: Vec<rectification_board::Line>,
    steps: Vec<rectification_board::StepLine>,
    involved: Vec<dossier::InvolvedLine>,
    periods: Vec<dossier::PeriodLine>,
    honours: Vec<dossier::HonourLine>,
    actions: Vec<dossier::ActionLine>,
    relations: Vec<relations::Line>,
    publications: Vec<publication_log::Line>,
    disclosures: Vec<publication_log::Disclosure>,
    excluded: Vec<exclusions::Line>,
    scope: Vec<scope::Line>,
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
    /// Adds the rows of a case.
    pub(super) fn push(&mut self, id: Uuid, state: &State) {
        let (case, noted) = (&state.case, &state.noted);
        self.cases.push(id, state);
        let lines = responsibility::lines(case, &noted.responsibility);
        self.responsibility_gaps.extend(responsibility::gaps(case.id, &lines));
        self.responsibility.extend(lines);
        self.appeals.extend(appeal_board::lines(case, &noted.appeals));
        self.items.extend(rectification_board::lines(case, &noted.rectification));
        self.steps.extend(rectification_board::steps(case, &noted.rectification));
        self.involved.extend(dossier::involved(case));
        self.periods.extend(dossier::periods(case));
        self.honours.extend(dossier::honours(case, &noted.dossier));
        self.actions.extend(dossier::actions(case, &noted.dossier));
        self.relations.extend(relations::lines(case, &noted.relations));
        self.publications.extend(publication_log::lines(case, &noted.publications));
        self.disclosures.extend(publication_log::disclosures(case, &noted.publications));
        self.excluded.extend(exclusions::lines(case, &noted.exclusions));
        self.scope.push(scope::line(case, &noted.scope));
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
        store!(connection, "src/boards/store_appeal.sql", self.appeals);
        store!(connection, "src/boards/store_item.sql", self.items);
        store!(connection, "src/boards/store_step.sql", self.steps);
        store!(connection, "src/boards/store_involved.sql", self.involved);
        store!(connection, "src/boards/store_period.sql", self.periods);
        store!(connection, "src/boards/store_honour.sql", self.honours);
        store!(connection, "src/boards/store_action.sql", self.actions);
        store!(connection, "src/boards/store_relation.sql", self.relations);
        store!(connection, "src/boards/store_publication.sql", self.publications);
        store!(connection, "src/boards/store_disclosure.sql", self.disclosures);
        store!(connection, "src/boards/store_excluded.sql", self.excluded);
        store!(connection, "src/boards/store_scope.sql", self.scope);
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
