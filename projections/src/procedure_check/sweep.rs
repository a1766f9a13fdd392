//! Judging cases again that no act touches: after a rulebook or calendar changed.
//!
//! Days that end need no sweep: the time after a case's last act is judged when the act is, and readers name the moment
//! they read at. Only a case with very many deadlines is judged up to a bound, and on when that bound has come near.

use std::time::Duration;

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use tokio::sync::watch;
use uuid::Uuid;
use wenze_projector::Result;

use super::outcome::Outcome;
use super::replay::replay;
use super::stored;
use crate::judging::{Bench, Judges};

/// Most cases judged in one sweep.
pub const SWEEP_CASES_MAX: i64 = 500;
/// Cases held in memory at once.
const SWEEP_CHUNK: usize = 20;
/// How often a node looks whether there is anything to judge again.
pub const SWEEP_EVERY: Duration = Duration::from_secs(30);

/// What a sweep did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swept {
    /// Cases judged again.
    pub cases: usize,
    /// Whether none is left that it found.
    pub is_done: bool,
}

/// Judges cases again whose bench has changed, up to `now`; a second sweep of the same moment finds nothing to do. A case
/// to which an act came meanwhile is left to the projection.
pub async fn sweep(pool: &PgPool, judges: &Judges, now: DateTime<Utc>, cases_max: i64) -> Result<Swept> {
    let bench = judges.bench();
    let whole = bench.identity(DateTime::<Utc>::MAX_UTC);
    let due = sqlx::query_file_scalar!("src/procedure_check/due.sql", whole, now, cases_max).fetch_all(pool).await?;
    let mut cases = 0;
    for chunk in due.chunks(SWEEP_CHUNK) {
        cases += judge(pool, &bench, chunk, now).await?;
    }
    Ok(Swept { cases, is_done: i64::try_from(due.len()).is_ok_and(|found| found < cases_max) && cases == due.len() })
}

async fn judge(pool: &PgPool, bench: &Bench, ids: &[Uuid], now: DateTime<Utc>) -> Result<usize> {
    let mut connection = pool.acquire().await?;
    let loaded = stored::load(&mut connection, ids).await?;
    drop(connection);
    let mut judged = 0;
    for (id, case) in loaded {
        let version = case.point.version;
        // What judged it up to its last act may be another by now, and then so is all that was found.
        let from = (case.bench == bench.identity(case.point.at)).then_some(case.point);
        let outcome = Outcome { written: case.written, ..replay(bench, id, from, &case.events, Some(now)) };
        let mut transaction = pool.begin().await?;
        let held =
            sqlx::query_file_scalar!("src/procedure_check/hold.sql", id).fetch_optional(&mut *transaction).await?;
        if held == Some(version) {
            stored::store(&mut transaction, bench, &mut [(id, Box::new(outcome))]).await?;
            transaction.commit().await?;
            judged += 1;
        }
    }
    Ok(judged)
}

/// Sweeps for as long as a node runs.
pub async fn keep_swept(pool: PgPool, judges: Judges, mut ending: watch::Receiver<bool>) {
    while !*ending.borrow() {
        let pause = match sweep(&pool, &judges, Utc::now(), SWEEP_CASES_MAX).await {
            Ok(Swept { is_done: false, cases: 1.. }) => Duration::ZERO,
            Ok(_) => SWEEP_EVERY,
            Err(error) => {
                tracing::warn!(%error, "cases could not be judged again, trying later");
                SWEEP_EVERY
            }
        };
        // A shutdown cuts the pause short.
        let _ = tokio::time::timeout(pause, ending.wait_for(|ending| *ending)).await;
    }
}
