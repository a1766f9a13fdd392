//! How far each projection has come, for people and for readiness.

use std::sync::Arc;

use sqlx::PgPool;

use crate::Result;
use crate::model::Model;

/// What a projection is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Its tables are not there yet.
    Absent,
    /// Its tables are being made for the first time.
    Building,
    /// It follows the log.
    Running,
    /// It met an event that it cannot fold.
    Stopped {
        /// Where the event is.
        position: i64,
        /// Why it cannot be folded.
        reason: String,
    },
}

/// One projection of this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Its name.
    pub name: &'static str,
    /// Its version in this program.
    pub version: i32,
    /// The last event that is in its tables.
    pub position: i64,
    /// The last event of the log.
    pub head: i64,
    /// How many events it is behind.
    pub lag: i64,
    /// The node that folds it, if any does.
    pub owner: Option<String>,
    /// What it is doing.
    pub state: State,
}

struct Row {
    name: String,
    version: i32,
    stage: String,
    position: i64,
    owner: Option<String>,
    is_held: bool,
    stopped_at_position: Option<i64>,
    reason: Option<String>,
}

/// One status per model, in the order of the models.
pub(crate) async fn read(pool: &PgPool, models: &[Arc<dyn Model>], head: i64) -> Result<Vec<Status>> {
    let rows = sqlx::query_file_as!(Row, "sql/checkpoints.sql").fetch_all(pool).await?;
    Ok(models.iter().map(|model| status(model.name(), model.version(), head, &rows)).collect())
}

fn status(name: &'static str, version: i32, head: i64, rows: &[Row]) -> Status {
    let find = |stage: &str| rows.iter().find(|row| row.name == name && row.version == version && row.stage == stage);
    let live = find("live");
    let state = match (live, find("next")) {
        (Some(row), _) => stopped(row).unwrap_or(State::Running),
        (None, Some(next)) if next.is_held => State::Building,
        (None, Some(next)) => stopped(next).unwrap_or(State::Absent),
        (None, None) => State::Absent,
    };
    let position = live.map_or(0, |row| row.position);
    let owner = live.filter(|row| row.is_held).and_then(|row| row.owner.clone());
    // The head is read before the checkpoints, so a model may have passed it.
    Status { name, version, position, head: head.max(position), lag: (head - position).max(0), owner, state }
}

fn stopped(row: &Row) -> Option<State> {
    let position = row.stopped_at_position?;
    Some(State::Stopped { position, reason: row.reason.clone().unwrap_or_default() })
}
