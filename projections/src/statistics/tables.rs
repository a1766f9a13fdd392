//! What is written: the case's state, and of its facts only those rows that say something else than they did.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::PgConnection;
use uuid::Uuid;
use wenze_projector::Result;

use super::Row;
use super::fact::Line;

/// Most facts that one statement brings: about 4 MB of text.
const LINES_PER_STATEMENT: usize = 10_000;

/// Rows of both tables.
#[derive(Default)]
pub(super) struct Tables<'r> {
    cases: Vec<Uuid>,
    states: Vec<String>,
    gone: Gone,
    lines: Vec<OfCase<'r>>,
}

/// Keys of facts that nobody knows of any more: they were opened and taken back at one instant.
#[derive(Default)]
struct Gone {
    cases: Vec<Uuid>,
    kinds: Vec<String>,
    subjects: Vec<String>,
    known: Vec<DateTime<Utc>>,
}

#[derive(Serialize)]
struct OfCase<'r> {
    case_id: Uuid,
    #[serde(flatten)]
    line: &'r Line,
}

impl<'r> Tables<'r> {
    /// Adds what changed of a case.
    pub(super) fn push(&mut self, id: Uuid, row: &'r Row) {
        self.cases.push(id);
        self.states.push(json(&row.state));
        let mut stored: HashMap<_, &Line> = row.stored.iter().map(|line| (line.key(), line)).collect();
        for line in row.lines.all() {
            if stored.remove(&line.key()) != Some(line) {
                self.lines.push(OfCase { case_id: id, line });
            }
        }
        for line in stored.into_values() {
            self.gone.cases.push(id);
            self.gone.kinds.push(line.fact.kind.to_string());
            self.gone.subjects.push(line.fact.subject.clone());
            self.gone.known.push(line.known_from);
        }
    }

    /// Writes it. The cases go first, because every fact refers to one.
    pub(super) async fn store(self, connection: &mut PgConnection) -> Result<()> {
        sqlx::query_file!("src/statistics/store_case.sql", &self.cases, &self.states).execute(&mut *connection).await?;
        let gone = self.gone;
        if !gone.cases.is_empty() {
            sqlx::query_file!("src/statistics/drop_fact.sql", &gone.cases, &gone.kinds, &gone.subjects, &gone.known)
                .execute(&mut *connection)
                .await?;
        }
        for lines in self.lines.chunks(LINES_PER_STATEMENT) {
            sqlx::query_file!("src/statistics/store_fact.sql", json(&lines)).execute(&mut *connection).await?;
        }
        Ok(())
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
