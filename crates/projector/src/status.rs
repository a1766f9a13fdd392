//! How far each projection has come, for people, for metrics and for readiness.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::model::Model;
use crate::projector::Shared;
use crate::{Result, SKIPS_MAX};

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
#[derive(Debug, Clone, PartialEq)]
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
    /// How long ago the first event was recorded that is not in its tables, in seconds; 0 when it is not behind.
    pub lag_seconds: f64,
    /// The node that folds it, if any does.
    pub owner: Option<String>,
    /// What it is doing.
    pub state: State,
    /// Whether tables are being made beside those in use, by a node that is heard of.
    pub is_rebuilding: bool,
    /// How far tables have come that are being made, for the first time or beside those in use.
    pub built: Option<Built>,
    /// Events that this process folded into it since it started.
    pub folded: u64,
    /// The tables that the last rebuild replaced.
    pub kept: Option<Kept>,
    /// Events that were left out of it, the latest first, at most [`SKIPS_MAX`] of all projections together.
    pub skipped: Vec<Skip>,
    /// Tables of other versions, for other versions of the program.
    pub others: Vec<Other>,
}

impl Status {
    /// Whether its tables can be read and are as far as the log, but for so many seconds. Where it is stopped this is so
    /// too: its tables are as far as they can be, and no other node's are further.
    pub fn is_ready(&self, seconds: f64) -> bool {
        match self.state {
            State::Running => self.lag_seconds <= seconds,
            State::Stopped { .. } => true,
            State::Absent | State::Building => false,
        }
    }
}

/// How far a build of new tables has come, as whoever builds them told last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Built {
    /// Events folded in its present phase.
    pub done: i64,
    /// Events that this phase will fold, as far as is known; 0 before the first of them.
    pub total: i64,
}

/// Replaced tables that can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// The last event in them.
    pub position: i64,
    /// Since when they are not in use.
    pub replaced_at: DateTime<Utc>,
    /// Until when they are kept.
    pub until: DateTime<Utc>,
}

/// An event that a person decided to leave out of a projection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skip {
    /// Where the event is.
    pub position: i64,
    /// Why it could not be folded.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Another version of a projection whose tables are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Other {
    /// The version.
    pub version: i32,
    /// The last event in its tables.
    pub position: i64,
    /// Whether a node folds it now.
    pub is_folded: bool,
    /// When a node last took it up or left it.
    pub used_at: DateTime<Utc>,
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
    done: i64,
    total: i64,
}

/// One status per model, in the order of the models.
pub(crate) async fn read(shared: &Shared) -> Result<Vec<Status>> {
    // The head is read before the checkpoints, so a model may have passed it.
    let head = shared.ledger.head().await?;
    let rows = sqlx::query_file_as!(Row, "sql/checkpoints.sql").fetch_all(shared.pool()).await?;
    let mut all: Vec<Status> = Vec::new();
    for (index, model) in shared.models().iter().enumerate() {
        all.push(Status { folded: shared.folded(index), ..status(&**model, head, &rows) });
    }
    lags(shared, &mut all).await?;
    kept(shared, &mut all).await?;
    skips(shared, &mut all).await?;
    others(shared, &mut all).await?;
    Ok(all)
}

fn status(model: &dyn Model, head: i64, rows: &[Row]) -> Status {
    let (name, version) = (model.name(), model.version());
    let find = |stage: &str| rows.iter().find(|row| row.name == name && row.version == version && row.stage == stage);
    let (live, next) = (find("live"), find("next"));
    let state = match (live, next) {
        (Some(row), _) => stopped(row).unwrap_or(State::Running),
        (None, Some(next)) if next.is_held => State::Building,
        (None, Some(next)) => stopped(next).unwrap_or(State::Absent),
        (None, None) => State::Absent,
    };
    let position = live.map_or(0, |row| row.position);
    Status {
        name,
        version,
        position,
        head: head.max(position),
        lag: (head - position).max(0),
        lag_seconds: 0.0,
        owner: live.filter(|row| row.is_held).and_then(|row| row.owner.clone()),
        is_rebuilding: live.is_some() && next.is_some_and(|row| row.is_held),
        built: next.filter(|row| row.is_held).map(|row| Built { done: row.done, total: row.total }),
        state,
        folded: 0,
        kept: None,
        skipped: Vec::new(),
        others: Vec::new(),
    }
}

fn stopped(row: &Row) -> Option<State> {
    let position = row.stopped_at_position?;
    Some(State::Stopped { position, reason: row.reason.clone().unwrap_or_default() })
}

async fn lags(shared: &Shared, all: &mut [Status]) -> Result<()> {
    let behind: Vec<i64> = all.iter().filter(|status| status.lag > 0).map(|status| status.position + 1).collect();
    if behind.is_empty() {
        return Ok(());
    }
    let ages: HashMap<i64, f64> = shared.ledger.ages(&behind).await?.into_iter().collect();
    for status in all.iter_mut().filter(|status| status.lag > 0) {
        status.lag_seconds = ages.get(&(status.position + 1)).copied().unwrap_or_default();
    }
    Ok(())
}

async fn kept(shared: &Shared, all: &mut [Status]) -> Result<()> {
    let rows = sqlx::query_file!("sql/replaced.sql").fetch_all(shared.pool()).await?;
    for status in all {
        let mine = rows.iter().find(|row| row.name == status.name && row.version == status.version);
        status.kept = mine.map(|row| Kept {
            position: row.position,
            replaced_at: row.replaced_at,
            until: row.replaced_at + shared.bounds.kept,
        });
    }
    Ok(())
}

async fn skips(shared: &Shared, all: &mut [Status]) -> Result<()> {
    for row in sqlx::query_file!("sql/skips.sql", SKIPS_MAX).fetch_all(shared.pool()).await? {
        let mine = all.iter_mut().find(|status| row.name == status.name && row.version == status.version);
        let skip = Skip { position: row.position, reason: row.reason, by: row.skipped_by, at: row.skipped_at };
        if let Some(status) = mine {
            status.skipped.push(skip);
        }
    }
    Ok(())
}

async fn others(shared: &Shared, all: &mut [Status]) -> Result<()> {
    for row in sqlx::query_file!("sql/versions.sql").fetch_all(shared.pool()).await? {
        let other =
            Other { version: row.version, position: row.position, is_folded: row.is_held, used_at: row.used_at };
        let mine = all.iter_mut().find(|status| row.name == status.name && row.version != status.version);
        if let Some(status) = mine {
            status.others.push(other);
        }
    }
    Ok(())
}
