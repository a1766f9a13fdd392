//! The case as it stands: one row per case, and what lists ask for.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;
use wenze_domain::case::Case;
use wenze_domain::effective::Cut;
use wenze_domain::envelope::StreamKind;
use wenze_projector::ledger::{Recorded, Stream};
use wenze_projector::{Folded, Poison, Projection, Result};

use crate::decoding;

/// The read model `case_file`.
#[derive(Debug, Clone, Copy, Default)]
pub struct CaseFile;

/// What a state holds besides, however short its history: its first objects and their maps.
const HELD_AT_LEAST_BYTES: usize = 1_024;
/// What a state holds in memory for 100 bytes of its events: measured, and held to by a test.
const HELD_PERCENT: usize = 25;

/// A row on its way.
#[derive(Debug, Clone, Default)]
pub struct Row {
    case: Case,
    last_recorded_at: DateTime<Utc>,
    /// Bytes of the events folded since it was loaded.
    folded_bytes: usize,
}

impl Projection for CaseFile {
    const NAME: &'static str = "case_file";
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
        let rows = sqlx::query_file!("src/case_file/load.sql", keys).fetch_all(connection).await?;
        let row = |state: String, last_recorded_at| Row {
            case: serde_json::from_str(&state).unwrap_or_default(),
            last_recorded_at,
            folded_bytes: state.len() * decoding::EVENT_BYTES_PER_STATE_BYTE,
        };
        Ok(rows.into_iter().map(|r| (r.case_id, row(r.state, r.last_recorded_at))).collect())
    }

    fn fold(&self, key: &Uuid, row: &mut Row, event: &Recorded) -> Result<Folded, Poison> {
        if decoding::changes_the_past(event) {
            return Ok(Folded::Refold);
        }
        row.last_recorded_at = event.recorded_at;
        row.folded_bytes += event.content.len();
        decoding::fold_next(*key, &mut row.case, event);
        Ok(Folded::Done)
    }

    fn refold(&self, stream: &Stream, events: &[Recorded]) -> Result<Vec<(Uuid, Row)>, Poison> {
        let Some(last) = events.last() else { return Ok(Vec::new()) };
        let case = decoding::history(events).case(stream.id, Cut::default());
        let folded_bytes = events.iter().map(|event| event.content.len()).sum();
        Ok(vec![(stream.id, Row { case, last_recorded_at: last.recorded_at, folded_bytes })])
    }

    async fn clear(&self, connection: &mut PgConnection, streams: &[Stream]) -> Result<()> {
        let ids: Vec<Uuid> = streams.iter().map(|s| s.id).collect();
        sqlx::query_file!("src/case_file/clear.sql", &ids).execute(connection).await?;
        Ok(())
    }

    async fn store(&self, connection: &mut PgConnection, rows: &mut [(Uuid, Row)]) -> Result<()> {
        let mut columns = Columns::default();
        for (id, row) in rows {
            columns.push(*id, row);
        }
        sqlx::query_file!(
            "src/case_file/store.sql",
            &columns.ids,
            &columns.versions,
            &columns.designations,
            &columns.machines,
            &columns.stages,
            &columns.case_nos as &[Option<String>],
            &columns.opened as &[Option<String>],
            &columns.numbers,
            &columns.recorded,
            &columns.states
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
    designations: Vec<String>,
    machines: Vec<String>,
    stages: Vec<String>,
    case_nos: Vec<Option<String>>,
    opened: Vec<Option<String>>,
    numbers: Vec<String>,
    recorded: Vec<DateTime<Utc>>,
    /// JSON as text: parsed values of many cases would take several times the memory.
    states: Vec<String>,
}

impl Columns {
    fn push(&mut self, id: Uuid, row: &Row) {
        let (case, stage) = (&row.case, row.case.stage());
        self.ids.push(id);
        self.versions.push(case.version);
        self.designations.push(stage.designation.as_str().to_owned());
        self.machines.push(stage.machine);
        self.stages.push(stage.state);
        self.case_nos.push(case.case_no.as_ref().map(|no| no.no.clone()));
        self.opened.push(case.opened_as_case_on.map(|on| on.to_string()));
        self.numbers.push(numbers(case));
        self.recorded.push(row.last_recorded_at);
        self.states.push(serde_json::to_string(case).unwrap_or_default());
    }
}

/// Every number a person would search by, one a line.
fn numbers(case: &Case) -> String {
    let mut numbers: Vec<&str> = case.case_no.iter().map(|no| no.no.as_str()).collect();
    numbers.extend(case.reports.values().filter_map(|r| r.register_no.as_deref()));
    numbers.extend(case.documents.values().filter_map(|d| d.doc_no.as_deref()));
    numbers.join("\n")
}

/// What to list.
#[derive(Debug, Clone, Default)]
pub struct ListQuery {
    /// Part of a number.
    pub number: Option<String>,
    /// `report`, `clue` or `case`.
    pub designation: Option<String>,
    /// Machine and state.
    pub stage: Option<(String, String)>,
    /// The last row of the page before.
    pub after: Option<(DateTime<Utc>, Uuid)>,
    /// Most rows.
    pub limit: i64,
    /// Cases that are not listed.
    pub hidden: Vec<Uuid>,
}

/// A row of a list.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the columns are those of schema.sql")]
pub struct ListRow {
    pub case_id: Uuid,
    pub version: i32,
    pub designation: String,
    pub machine: String,
    pub stage: String,
    pub case_no: Option<String>,
    pub opened_on: Option<String>,
    pub last_recorded_at: DateTime<Utc>,
    pub respondents: Value,
    pub numbers: String,
    pub subjects: Value,
}

/// Cases, the one recorded last first.
pub async fn list(pool: &PgPool, query: &ListQuery) -> Result<Vec<ListRow>> {
    let rows = sqlx::query_file_as!(
        ListRow,
        "src/case_file/list.sql",
        query.number.as_deref().map(escape_like),
        query.designation,
        query.stage.as_ref().map(|s| s.0.clone()),
        query.stage.as_ref().map(|s| s.1.clone()),
        query.after.map(|a| a.0),
        query.after.map(|a| a.1),
        query.limit,
        &query.hidden
    );
    Ok(rows.fetch_all(pool).await?)
}

/// A person who searches for `100%` means the characters.
pub(crate) fn escape_like(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// How many cases stand at a stage.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the columns are those of schema.sql")]
pub struct StageRow {
    pub designation: String,
    pub machine: String,
    pub stage: String,
    pub cases: i64,
}

/// How many cases stand where, without those that are hidden.
pub async fn stages(pool: &PgPool, hidden: &[Uuid]) -> Result<Vec<StageRow>> {
    Ok(sqlx::query_file_as!(StageRow, "src/case_file/stages.sql", hidden).fetch_all(pool).await?)
}

/// The stored state of one case with its version.
pub async fn one(pool: &PgPool, id: Uuid) -> Result<Option<(i32, Value)>> {
    let row = sqlx::query_file!("src/case_file/one.sql", id).fetch_optional(pool).await?;
    Ok(row.map(|r| (r.version, r.state)))
}
