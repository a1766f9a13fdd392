//! What rules demand of each case as it stands, and every change of it with the instant at which it was known.

use std::collections::HashMap;

use sqlx::PgConnection;
use uuid::Uuid;
use wenze_domain::envelope::StreamKind;
use wenze_projector::ledger::{Recorded, Stream};
use wenze_projector::{Folded, Poison, Projection, Result};

use crate::decoding;
use crate::judging::Judges;

mod columns;
mod outcome;
mod read;
mod replay;
mod stored;
mod sweep;

pub use outcome::Cause;
pub use read::{ChangeRow, Missed, ObligationRow, StampRow, changes, missed, obligations, stamp};
pub use replay::AHEAD_MAX;
pub use sweep::{SWEEP_CASES_MAX, SWEEP_EVERY, Swept, keep_swept, sweep};

use outcome::{LogEvent, Outcome};
use replay::replay;
use stored::Stored;

/// What an obligation or a change holds in memory besides its texts, about.
const LINE_BYTES: usize = 700;
/// What a task of a work list holds in memory, about.
const TASK_BYTES: usize = 1_000;

/// What an act adds to the obligations and changes of its case, about: half of this in short cases, the whole in long ones.
const EVENT_BYTES: usize = 4 * 1024;

/// The read model `procedure_check`.
#[derive(Debug, Clone, Default)]
pub struct ProcedureCheck {
    judges: Judges,
}

impl ProcedureCheck {
    /// Judged by these.
    pub fn new(judges: Judges) -> Self {
        Self { judges }
    }

    fn judged(&self, id: Uuid, stored: Stored, added: &[LogEvent]) -> Outcome {
        let mut events = stored.events;
        events.extend_from_slice(added);
        let judged = replay(&self.judges.bench(), id, Some(stored.point), &events, None);
        Outcome { written: stored.written, ..judged }
    }
}

/// A row on its way.
#[derive(Debug, Default)]
pub struct Row {
    /// As it was stored; none for a case that is judged from its first act.
    stored: Option<Box<Stored>>,
    /// Acts since then.
    added: Vec<LogEvent>,
    /// What they came to.
    outcome: Option<Box<Outcome>>,
}

impl Projection for ProcedureCheck {
    const NAME: &'static str = "procedure_check";
    const VERSION: i32 = 4;
    const REFOLDED_EVENT_BYTES: usize = EVENT_BYTES;
    type Key = Uuid;
    type Row = Row;

    fn bytes(row: &Row) -> usize {
        let held = |outcome: &Outcome| {
            let lines = outcome.obligations.len() + outcome.changes.len();
            lines * LINE_BYTES + outcome.work.tasks.len() * TASK_BYTES
        };
        size_of::<Row>() + row.outcome.as_deref().map_or(0, held) + row.stored.as_ref().map_or(0, |stored| stored.bytes)
    }

    fn schema_sql(&self) -> &'static str {
        include_str!("schema.sql")
    }

    fn keys(&self, event: &Recorded) -> Result<Vec<Uuid>, Poison> {
        Ok(if decoding::is_of(event, StreamKind::Case) { vec![event.stream.id] } else { Vec::new() })
    }

    async fn load(&self, connection: &mut PgConnection, keys: &[Uuid]) -> Result<HashMap<Uuid, Row>> {
        let stored = stored::load(connection, keys).await?;
        let row = |stored| Row { stored: Some(Box::new(stored)), ..Row::default() };
        Ok(stored.into_iter().map(|(id, stored)| (id, row(stored))).collect())
    }

    fn fold(&self, _: &Uuid, row: &mut Row, event: &Recorded) -> Result<Folded, Poison> {
        // Without its acts at hand a case is judged from its whole stream. So it is when the bench before its last act is
        // another by now, and when the act belongs to what was recorded at that same instant.
        let Some(stored) = row.stored.as_ref() else { return Ok(Folded::Refold) };
        let goes_on =
            stored.bench == self.judges.bench().identity(stored.point.at) && event.recorded_at > stored.point.at;
        if !goes_on {
            return Ok(Folded::Refold);
        }
        row.added.push(LogEvent::from(event));
        Ok(Folded::Done)
    }

    fn settle(&self, key: &Uuid, row: &mut Row) -> Result<(), Poison> {
        // The time ahead of an act is judged for the last of a batch only: what stood ahead of the others went when the next came.
        if let Some(stored) = row.stored.take_if(|_| !row.added.is_empty()) {
            row.outcome = Some(Box::new(self.judged(*key, *stored, &row.added)));
        }
        Ok(())
    }

    fn refold(&self, stream: &Stream, events: &[Recorded]) -> Result<Vec<(Uuid, Row)>, Poison> {
        let events: Vec<LogEvent> = events.iter().map(LogEvent::from).collect();
        if events.is_empty() {
            return Ok(Vec::new());
        }
        let outcome = replay(&self.judges.bench(), stream.id, None, &events, None);
        Ok(vec![(stream.id, Row { outcome: Some(Box::new(outcome)), ..Row::default() })])
    }

    async fn clear(&self, connection: &mut PgConnection, streams: &[Stream]) -> Result<()> {
        let ids: Vec<Uuid> = streams.iter().map(|stream| stream.id).collect();
        sqlx::query_file!("src/procedure_check/clear_task.sql", &ids).execute(&mut *connection).await?;
        sqlx::query_file!("src/procedure_check/clear_change.sql", &ids).execute(&mut *connection).await?;
        sqlx::query_file!("src/procedure_check/clear_obligation.sql", &ids).execute(&mut *connection).await?;
        sqlx::query_file!("src/procedure_check/clear_case.sql", &ids).execute(connection).await?;
        Ok(())
    }

    async fn store(&self, connection: &mut PgConnection, rows: &mut [(Uuid, Row)]) -> Result<()> {
        let mut outcomes: Vec<(Uuid, Box<Outcome>)> =
            rows.iter_mut().filter_map(|(id, row)| Some((*id, row.outcome.take()?))).collect();
        stored::store(connection, &self.judges.bench(), &mut outcomes).await
    }
}

#[cfg(test)]
mod tests;
