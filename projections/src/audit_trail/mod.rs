//! The audit trail: every event of a case with what it moved, in stream order.

use std::collections::HashMap;

use sqlx::{PgConnection, PgPool};
use uuid::Uuid;
use wenze_domain::case::Case;
use wenze_domain::envelope::StreamKind;
use wenze_projector::ledger::{Recorded, Stream};
use wenze_projector::{Folded, Poison, Projection, Result};

use crate::decoding;

mod entry;
pub use entry::{Entry, difference, next, trail};

/// The read model `audit_trail`.
#[derive(Debug, Clone, Copy, Default)]
pub struct AuditTrail;

/// What a state and the entries hold in memory for 100 bytes of their events: measured, and held to by a test.
const HELD_PERCENT: usize = 130;

/// A case's state, and the entries made since it was loaded.
#[derive(Debug, Clone, Default)]
pub struct Row {
    case: Case,
    entries: Vec<Line>,
    /// Bytes of the events folded since it was loaded.
    folded_bytes: usize,
}

/// An entry as it is stored: many are held at once, and as text they take a fifth of the memory.
#[derive(Debug, Clone)]
struct Line {
    version: i32,
    event_id: Uuid,
    kind: String,
    entry: Box<str>,
}

impl Line {
    fn of(entry: &Entry) -> Self {
        let text = serde_json::to_string(entry).unwrap_or_default();
        Self { version: entry.version, event_id: entry.event_id, kind: entry.kind.clone(), entry: text.into() }
    }
}

impl Projection for AuditTrail {
    const NAME: &'static str = "audit_trail";
    const VERSION: i32 = 4;
    type Key = Uuid;
    type Row = Row;

    fn bytes(row: &Row) -> usize {
        size_of::<Row>() + row.folded_bytes * HELD_PERCENT / 100
    }

    fn schema_sql(&self) -> &'static str {
        include_str!("schema.sql")
    }

    fn keys(&self, event: &Recorded) -> Result<Vec<Uuid>, Poison> {
        Ok(if decoding::is_of(event, StreamKind::Case) { vec![event.stream.id] } else { Vec::new() })
    }

    async fn load(&self, connection: &mut PgConnection, keys: &[Uuid]) -> Result<HashMap<Uuid, Row>> {
        let rows = sqlx::query_file!("src/audit_trail/load.sql", keys).fetch_all(connection).await?;
        let row = |state: String| Row {
            case: serde_json::from_str(&state).unwrap_or_default(),
            folded_bytes: state.len(),
            ..Row::default()
        };
        Ok(rows.into_iter().map(|r| (r.case_id, row(r.state))).collect())
    }

    fn fold(&self, key: &Uuid, row: &mut Row, event: &Recorded) -> Result<Folded, Poison> {
        if decoding::changes_the_past(event) {
            return Ok(Folded::Refold);
        }
        if let Some(item) = decoding::next_effective(*key, &mut row.case, event) {
            row.folded_bytes += event.content.len();
            row.entries.push(Line::of(&next(&mut row.case, &item)));
        }
        Ok(Folded::Done)
    }

    fn refold(&self, stream: &Stream, events: &[Recorded]) -> Result<Vec<(Uuid, Row)>, Poison> {
        let (case, entries) = trail(stream.id, &decoding::history(events));
        let entries = entries.iter().map(Line::of).collect();
        let folded_bytes = events.iter().map(|event| event.content.len()).sum();
        Ok(vec![(stream.id, Row { case, entries, folded_bytes })])
    }

    async fn clear(&self, connection: &mut PgConnection, streams: &[Stream]) -> Result<()> {
        let ids: Vec<Uuid> = streams.iter().map(|s| s.id).collect();
        sqlx::query_file!("src/audit_trail/clear_entry.sql", &ids).execute(&mut *connection).await?;
        sqlx::query_file!("src/audit_trail/clear_case.sql", &ids).execute(connection).await?;
        Ok(())
    }

    async fn store(&self, connection: &mut PgConnection, rows: &mut [(Uuid, Row)]) -> Result<()> {
        let (mut ids, mut versions, mut states) = (Vec::new(), Vec::new(), Vec::new());
        let mut columns = Columns::default();
        for (id, row) in rows {
            ids.push(*id);
            versions.push(row.case.version);
            states.push(serde_json::to_string(&row.case).unwrap_or_default());
            row.entries.drain(..).for_each(|line| columns.push(*id, line));
        }
        sqlx::query_file!("src/audit_trail/store_case.sql", &ids, &versions, &states).execute(&mut *connection).await?;
        sqlx::query_file!(
            "src/audit_trail/store_entry.sql",
            &columns.ids,
            &columns.versions,
            &columns.events,
            &columns.kinds,
            &columns.entries as &[Box<str>]
        )
        .execute(connection)
        .await?;
        Ok(())
    }

    fn keep(row: Row) -> Option<Row> {
        Some(row)
    }
}

#[derive(Default)]
struct Columns {
    ids: Vec<Uuid>,
    versions: Vec<i32>,
    events: Vec<Uuid>,
    kinds: Vec<String>,
    entries: Vec<Box<str>>,
}

impl Columns {
    fn push(&mut self, id: Uuid, line: Line) {
        self.ids.push(id);
        self.versions.push(line.version);
        self.events.push(line.event_id);
        self.kinds.push(line.kind);
        self.entries.push(line.entry);
    }
}

/// Entries of a case after a version, in stream order. One that does not parse any more is left out and shows as a gap.
pub async fn page(pool: &PgPool, case_id: Uuid, after: i32, limit: i64) -> Result<Vec<Entry>> {
    let rows = sqlx::query_file!("src/audit_trail/page.sql", case_id, after, limit).fetch_all(pool).await?;
    Ok(rows.into_iter().filter_map(|r| serde_json::from_str(&r.entry).ok()).collect())
}
