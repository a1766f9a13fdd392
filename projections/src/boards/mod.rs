//! What stands beside a case: each case folded once, and the rows of every board made from it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;
use wenze_domain::case::Case;
use wenze_domain::effective::{Cut, Effective};
use wenze_domain::envelope::StreamKind;
use wenze_domain::event::Event;
use wenze_domain::evolve::evolve;
use wenze_projector::ledger::{Recorded, Stream};
use wenze_projector::{Folded, Poison, Projection, Result};

use crate::{
    appeal_board, decoding, dossier, exclusions, publication_log, rectification_board, relations, responsibility, scope,
};

mod tables;

use tables::{Laid, Tables};

/// The read model `boards`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Boards;

/// What a state holds besides, however short its history: its first objects and their maps.
const HELD_AT_LEAST_BYTES: usize = 1_536;
/// What a state holds in memory for 100 bytes of its events: measured, and held to by a test.
const HELD_PERCENT: usize = 32;

/// A row on its way.
#[derive(Debug, Clone, Default)]
pub struct Row {
    state: State,
    /// Bytes of the events folded since it was loaded.
    folded_bytes: usize,
    laid: Laid,
}

/// The case, and what boards show of its acts that the case does not keep.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct State {
    case: Case,
    #[serde(default)]
    noted: Noted,
}

/// What each board noted.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Noted {
    #[serde(default)]
    appeals: appeal_board::Noted,
    #[serde(default)]
    rectification: rectification_board::Noted,
    #[serde(default)]
    dossier: dossier::Noted,
    #[serde(default)]
    relations: relations::Noted,
    #[serde(default)]
    publications: publication_log::Noted,
    #[serde(default)]
    responsibility: responsibility::Noted,
    #[serde(default)]
    exclusions: exclusions::Noted,
    #[serde(default)]
    scope: scope::Noted,
}

impl State {
    /// Folds one act; a board notes it when it stands on the case.
    fn fold(&mut self, item: &Effective<'_>) {
        evolve(&mut self.case, item);
        self.noted.note(&self.case, &item.event);
    }

    fn of(id: Uuid, events: &[Recorded]) -> Self {
        let history = decoding::history(events);
        let mut state = Self { case: Case::new(id), ..Self::default() };
        for item in history.effective(Cut::default()) {
            state.fold(&item);
        }
        // As the case itself is folded from its history: what cannot be read counts too.
        state.case.unreadable = history.unreadable.iter().map(|(version, _)| *version).collect();
        state.case.version = history.version;
        state
    }
}

impl Noted {
    fn note(&mut self, case: &Case, event: &Event) {
        self.appeals.note(case, event);
        self.rectification.note(case, event);
        self.dossier.note(case, event);
        self.relations.note(case, event);
        self.publications.note(case, event);
        self.responsibility.note(case, event);
        self.exclusions.note(case, event);
        self.scope.note(case, event);
    }
}

impl Projection for Boards {
    const NAME: &'static str = "boards";
    const VERSION: i32 = 4;
    type Key = Uuid;
    type Row = Row;

    fn bytes(row: &Row) -> usize {
        size_of::<Row>() + HELD_AT_LEAST_BYTES + row.folded_bytes * HELD_PERCENT / 100
    }

    fn schema_sql(&self) -> &'static str {
        include_str!("schema.sql")
    }

    fn keys(&self, event: &Recorded) -> Result<Vec<Uuid>, Poison> {
        Ok(if decoding::is_of(event, StreamKind::Case) { vec![event.stream.id] } else { Vec::new() })
    }

    async fn load(&self, connection: &mut PgConnection, keys: &[Uuid]) -> Result<HashMap<Uuid, Row>> {
        let rows = sqlx::query_file!("src/boards/load.sql", keys).fetch_all(connection).await?;
        let row = |state: String| Row {
            state: serde_json::from_str(&state).unwrap_or_default(),
            folded_bytes: state.len() * decoding::EVENT_BYTES_PER_STATE_BYTE,
            laid: Laid::unknown(),
        };
        Ok(rows.into_iter().map(|r| (r.case_id, row(r.state))).collect())
    }

    fn fold(&self, key: &Uuid, row: &mut Row, event: &Recorded) -> Result<Folded, Poison> {
        if decoding::changes_the_past(event) {
            return Ok(Folded::Refold);
        }
        row.folded_bytes += event.content.len();
        if let Some(item) = decoding::next_effective(*key, &mut row.state.case, event) {
            row.state.fold(&item);
        }
        Ok(Folded::Done)
    }

    fn refold(&self, stream: &Stream, events: &[Recorded]) -> Result<Vec<(Uuid, Row)>, Poison> {
        if events.is_empty() {
            return Ok(Vec::new());
        }
        let folded_bytes = events.iter().map(|event| event.content.len()).sum();
        Ok(vec![(stream.id, Row { state: State::of(stream.id, events), folded_bytes, laid: Laid::default() })])
    }

    async fn clear(&self, connection: &mut PgConnection, streams: &[Stream]) -> Result<()> {
        let ids: Vec<Uuid> = streams.iter().map(|stream| stream.id).collect();
        sqlx::query_file!("src/boards/clear.sql", &ids).execute(connection).await?;
        Ok(())
    }

    async fn store(&self, connection: &mut PgConnection, rows: &mut [(Uuid, Row)]) -> Result<()> {
        let mut tables = Tables::default();
        for (id, row) in rows {
            tables.push(*id, &row.state, &mut row.laid);
        }
        tables.store(connection).await
    }

    fn keep(row: Row) -> Option<Row> {
        Some(row)
    }
}

/// The version of a case as the boards show it; none for a case they do not know.
pub async fn version(pool: &PgPool, case_id: Uuid) -> Result<Option<i32>> {
    let row = sqlx::query_file!("src/boards/version.sql", case_id).fetch_optional(pool).await?;
    Ok(row.map(|row| row.version))
}
