//! The audit trail: every event of a case with what it moved, in stream order.

use std::collections::HashMap;

use serde_json::Value;
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

/// A case's state, and the entries made since it was loaded.
#[derive(Debug, Clone, Default)]
pub struct Row {
    case: Case,
    entries: Vec<Entry>,
}

impl Projection for AuditTrail {
    const NAME: &'static str = "audit_trail";
    const VERSION: i32 = 1;
    type Key = Uuid;
    type Row = Row;

    fn schema_sql(&self) -> &'static str {
        include_str!("schema.sql")
    }

    fn keys(&self, event: &Recorded) -> Result<Vec<Uuid>, Poison> {
        Ok(if decoding::is_of(event, StreamKind::Case) { vec![event.stream.id] } else { Vec::new() })
    }

    async fn load(&self, connection: &mut PgConnection, keys: &[Uuid]) -> Result<HashMap<Uuid, Row>> {
        let rows = sqlx::query_file!("src/audit_trail/load.sql", keys).fetch_all(connection).await?;
        let row = |state: Value| Row { case: serde_json::from_value(state).unwrap_or_default(), entries: Vec::new() };
        Ok(rows.into_iter().map(|r| (r.case_id, row(r.state))).collect())
    }

    fn fold(&self, key: &Uuid, row: &mut Row, event: &Recorded) -> Result<Folded, Poison> {
        if decoding::changes_the_past(event) {
            return Ok(Folded::Refold);
        }
        if let Some(item) = decoding::next_effective(*key, &mut row.case, event) {
            row.entries.push(next(&mut row.case, &item));
        }
        Ok(Folded::Done)
    }

    fn refold(&self, stream: &Stream, events: &[Recorded]) -> Result<Vec<(Uuid, Row)>, Poison> {
        let (case, entries) = trail(stream.id, &decoding::history(events));
        Ok(vec![(stream.id, Row { case, entries })])
    }

    async fn clear(&self, connection: &mut PgConnection, streams: &[Stream]) -> Result<()> {
        let ids: Vec<Uuid> = streams.iter().map(|s| s.id).collect();
        sqlx::query_file!("src/audit_trail/clear_entry.sql", &ids).execute(&mut *connection).await?;
        sqlx::query_file!("src/audit_trail/clear_case.sql", &ids).execute(connection).await?;
        Ok(())
    }

    async fn store(&self, connection: &mut PgConnection, rows: Vec<(Uuid, Row)>) -> Result<()> {
        let (mut ids, mut versions, mut states) = (Vec::new(), Vec::new(), Vec::new());
        let mut columns = Columns::default();
        for (id, row) in rows {
            ids.push(id);
            versions.push(row.case.version);
            states.push(serde_json::to_value(&row.case).unwrap_or_default());
            row.entries.iter().for_each(|entry| columns.push(id, entry));
        }
        sqlx::query_file!("src/audit_trail/store_case.sql", &ids, &versions, &states).execute(&mut *connection).await?;
        sqlx::query_file!(
            "src/audit_trail/store_entry.sql",
            &columns.ids,
            &columns.versions,
            &columns.events,
            &columns.kinds,
            &columns.entries
        )
        .execute(connection)
        .await?;
        Ok(())
    }
}

#[derive(Default)]
struct Columns {
    ids: Vec<Uuid>,
    versions: Vec<i32>,
    events: Vec<Uuid>,
    kinds: Vec<String>,
    entries: Vec<Value>,
}

impl Columns {
    fn push(&mut self, id: Uuid, entry: &Entry) {
        self.ids.push(id);
        self.versions.push(entry.version);
        self.events.push(entry.event_id);
        self.kinds.push(entry.kind.clone());
        self.entries.push(serde_json::to_value(entry).unwrap_or_default());
    }
}

/// Entries of a case after a version, in stream order. One that does not parse any more is left out and shows as a gap.
pub async fn page(pool: &PgPool, case_id: Uuid, after: i32, limit: i64) -> Result<Vec<Entry>> {
    let rows = sqlx::query_file!("src/audit_trail/page.sql", case_id, after, limit).fetch_all(pool).await?;
    Ok(rows.into_iter().filter_map(|r| serde_json::from_value(r.entry).ok()).collect())
}
