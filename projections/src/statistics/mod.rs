//! What a supervisor counts: dated facts of every case, each with the knowledge it rests on.

use std::collections::HashMap;

use sqlx::PgConnection;
use uuid::Uuid;
use wenze_domain::envelope::StreamKind;
use wenze_projector::ledger::{Recorded, Stream};
use wenze_projector::{Folded, Poison, Projection, Result};

use crate::decoding;

pub mod catalogue;
mod fact;
mod facts;
mod folding;
mod lines;
mod noted;
mod read;
mod tables;

pub use read::{After, Asked, Cell, Counted, cells, listed};

use fact::Line;
use folding::State;
use lines::Lines;
use tables::Tables;

/// The read model `statistics`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Statistics;

/// What a row holds besides, however short its history: its first objects and their maps.
const HELD_AT_LEAST_BYTES: usize = 1_536;
/// What the case holds in memory for 100 bytes of its events: measured, and held to by a test.
const HELD_PERCENT: usize = 36;
/// What one fact holds in memory.
const LINE_BYTES: usize = 900;

/// A row on its way.
#[derive(Debug, Clone, Default)]
pub struct Row {
    state: State,
    lines: Lines,
    /// The facts as they are stored, so that only what is known otherwise since is written.
    stored: Vec<Line>,
    /// Bytes of the events folded since it was loaded.
    folded_bytes: usize,
}

impl Projection for Statistics {
    const NAME: &'static str = "statistics";
    const VERSION: i32 = 2;
    type Key = Uuid;
    type Row = Row;

    fn bytes(row: &Row) -> usize {
        let lines = (row.lines.count() + row.stored.len()) * LINE_BYTES;
        size_of::<Row>() + HELD_AT_LEAST_BYTES + lines + row.folded_bytes * HELD_PERCENT / 100
    }

    fn schema_sql(&self) -> &'static str {
        include_str!("schema.sql")
    }

    fn keys(&self, event: &Recorded) -> Result<Vec<Uuid>, Poison> {
        Ok(if decoding::is_of(event, StreamKind::Case) { vec![event.stream.id] } else { Vec::new() })
    }

    async fn load(&self, connection: &mut PgConnection, keys: &[Uuid]) -> Result<HashMap<Uuid, Row>> {
        let rows = sqlx::query_file!("src/statistics/load.sql", keys).fetch_all(connection).await?;
        Ok(rows.into_iter().map(|row| (row.case_id, loaded(&row.state, &row.lines))).collect())
    }

    fn fold(&self, key: &Uuid, row: &mut Row, event: &Recorded) -> Result<Folded, Poison> {
        if decoding::changes_the_past(event) {
            return Ok(Folded::Refold);
        }
        row.folded_bytes += event.content.len();
        if let Some(item) = decoding::next_effective(*key, &mut row.state.case, event) {
            if !row.state.goes_on(&item.event) {
                return Ok(Folded::Refold);
            }
            row.state.fold(&item, &mut row.lines);
        }
        Ok(Folded::Done)
    }

    fn refold(&self, stream: &Stream, events: &[Recorded]) -> Result<Vec<(Uuid, Row)>, Poison> {
        if events.is_empty() {
            return Ok(Vec::new());
        }
        let history = decoding::history(events);
        let (mut state, lines) = State::of(stream.id, &history);
        // As the case itself is folded from its history: what cannot be read counts too.
        state.case.unreadable = history.unreadable.iter().map(|(version, _)| *version).collect();
        state.case.version = history.version;
        let folded_bytes = events.iter().map(|event| event.content.len()).sum();
        Ok(vec![(stream.id, Row { state, lines, stored: Vec::new(), folded_bytes })])
    }

    async fn clear(&self, connection: &mut PgConnection, streams: &[Stream]) -> Result<()> {
        let ids: Vec<Uuid> = streams.iter().map(|stream| stream.id).collect();
        sqlx::query_file!("src/statistics/clear.sql", &ids).execute(connection).await?;
        Ok(())
    }

    async fn store(&self, connection: &mut PgConnection, rows: &mut [(Uuid, Row)]) -> Result<()> {
        let mut tables = Tables::default();
        for (id, row) in rows {
            tables.push(*id, row);
        }
        tables.store(connection).await
    }

    fn keep(row: Row) -> Option<Row> {
        Some(Row { stored: row.lines.all().into_iter().cloned().collect(), ..row })
    }
}

fn loaded(state: &str, lines: &str) -> Row {
    let stored: Vec<Line> = serde_json::from_str(lines).unwrap_or_default();
    let folded_bytes = state.len() * decoding::EVENT_BYTES_PER_STATE_BYTE;
    let state = serde_json::from_str(state).unwrap_or_default();
    Row { state, lines: Lines::of(stored.clone()), stored, folded_bytes }
}

#[cfg(test)]
mod tests;
