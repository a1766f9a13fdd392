//! Building a model from nothing, beside the one in use.
//!
//! Whole streams are folded into `read_<name>_v<N>_next`, all at once or range by range, each row written once, up to a
//! position noted at the start; what came later is folded in batches; then the tables are compared and the schemas renamed.

mod parity;
pub(crate) mod range;
mod report;
mod rollback;
mod streams;
mod swap;
pub(crate) mod whole;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;

use sqlx::{Connection, Executor};
use tokio::time::sleep;

pub use parity::Difference;
pub use report::{NotCompared, Phase, Progress, Rebuilt};
use swap::Parity;
pub use swap::Swap;
pub(crate) use swap::ddl;

use crate::checkpoint::{Stage, acquire, standing};
use crate::cursor::{Cursor, Step};
use crate::model::Model;
use crate::projector::Shared;
use crate::schema::{Place, connect, exists, schema_at};
use crate::status::Built;
use crate::{BUILT_TOLD, Error, Result};

pub(crate) type Tell = Arc<dyn Fn(Progress) + Send + Sync>;

/// What to do about an event that cannot be folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AtPoison {
    /// The build fails; what is in use stays.
    Fail,
    /// The build ends just before it: readers who have no tables are better off with old rows than with none.
    EndBefore,
}

pub(crate) async fn run(
    shared: &Arc<Shared>,
    model: &Arc<dyn Model>,
    swap: Swap,
    at_poison: AtPoison,
    tell: Tell,
) -> Result<Rebuilt> {
    let _turn = shared.building.lock().await;
    let started = Instant::now();
    let mut rebuild = Rebuild::begin(shared, model, at_poison, tell).await?;
    let result = rebuild.run(swap).await;
    if result.is_err() {
        // What stands in the tables is of no use, and the next attempt need not wait for the lease to run out.
        let _ = rebuild.cursor.lease.release(&mut rebuild.cursor.connection).await;
    }
    result.map(|rebuilt| Rebuilt { seconds: started.elapsed().as_secs_f64(), ..rebuilt })
}

/// Takes the tables back that the last rebuild replaced: they are brought up to date, compared with those in use, and
/// change places with them, so that this too can be taken back.
pub(crate) async fn roll_back(shared: &Arc<Shared>, model: &Arc<dyn Model>, tell: Tell) -> Result<Rebuilt> {
    let _turn = shared.building.lock().await;
    let started = Instant::now();
    let mut rebuild = Rebuild::begin(shared, model, AtPoison::Fail, tell).await?;
    let result = rebuild.roll_back().await;
    if result.is_err() {
        let _ = rebuild.put_back().await;
        let _ = rebuild.cursor.lease.release(&mut rebuild.cursor.connection).await;
    }
    result.map(|rebuilt| Rebuilt { seconds: started.elapsed().as_secs_f64(), ..rebuilt })
}

/// How far a build has come, noted by the workers and written down by whoever renews the lease.
#[derive(Default)]
struct Reached {
    done: AtomicI64,
    total: AtomicI64,
}

impl Reached {
    fn note(&self, progress: Progress) {
        self.done.store(progress.done, Ordering::Relaxed);
        self.total.store(progress.total, Ordering::Relaxed);
    }

    fn built(&self) -> Built {
        Built { done: self.done.load(Ordering::Relaxed), total: self.total.load(Ordering::Relaxed) }
    }
}

struct Rebuild<'a> {
    shared: &'a Arc<Shared>,
    cursor: Cursor,
    at_poison: AtPoison,
    tell: Tell,
    reached: Arc<Reached>,
}

impl<'a> Rebuild<'a> {
    /// Takes the lease on the next tables: one rebuild of a model at a time, wherever it runs.
    async fn begin(shared: &'a Arc<Shared>, model: &Arc<dyn Model>, at_poison: AtPoison, tell: Tell) -> Result<Self> {
        let next = schema_at(model.name(), model.version(), Place::Next);
        let mut connection = connect(shared.pool(), &next).await?;
        let bid = shared.bid(&**model, Stage::Next, true);
        let Some(at) = acquire(&mut connection, bid).await? else { return Err(Error::Busy(model.name())) };
        let cursor = Cursor::new(Arc::clone(model), Arc::clone(shared), connection, at).await?;
        let reached = Arc::new(Reached::default());
        let noted = Arc::clone(&reached);
        let tell: Tell = Arc::new(move |progress| {
            noted.note(progress);
            tell(progress);
        });
        Ok(Self { shared, cursor, at_poison, tell, reached })
    }

    async fn run(&mut self, swap: Swap) -> Result<Rebuilt> {
        let live = self.live_position().await?;
        // Tables in use are compared at one position, so the new ones must not run ahead of them.
        let until = match live {
            Some(position) => position,
            None => self.shared.ledger.head().await?,
        };
        let (ranges, share) = self.fold_streams(until).await?;
        self.analyze().await?;
        self.catch_up(live.is_some()).await?;
        let lease = self.cursor.lease;
        let parity = match (live, self.at_poison) {
            (Some(_), _) => self.compare(lease.version).await?,
            (None, AtPoison::EndBefore) => Err(NotCompared::ServesAtOnce),
            (None, AtPoison::Fail) => {
                match swap::earlier_version(self.shared.pool(), lease.name, lease.version).await? {
                    Some(earlier) => self.compare(earlier).await?,
                    None => Err(NotCompared::NothingInUse),
                }
            }
        };
        self.finish(swap).await?;
        tracing::info!(projection = lease.name, version = lease.version, rows = share.rows, "a model is built");
        Ok(Rebuilt { events: share.events, rows: share.rows, ranges, ..self.report(parity, swap) })
    }

    fn report(&self, parity: Result<Parity, NotCompared>, swap: Swap) -> Rebuilt {
        let lease = self.cursor.lease;
        Rebuilt {
            name: lease.name,
            version: lease.version,
            events: 0,
            rows: 0,
            ranges: 0,
            position: self.cursor.position,
            compared_with: parity.as_ref().ok().map(|parity| parity.with_version),
            parity: parity.map(|parity| parity.tables),
            is_swapped: swap == Swap::Yes,
            seconds: 0.0,
        }
    }

    /// Where the tables in use stand, if there are any.
    async fn live_position(&mut self) -> Result<Option<i64>> {
        let lease = self.cursor.lease;
        let schema = schema_at(lease.name, lease.version, Place::Live);
        if !exists(&mut self.cursor.connection, &schema).await? {
            return Ok(None);
        }
        let standing = standing(&mut self.cursor.connection, lease.name, lease.version).await?;
        Ok(standing.map(|standing| standing.position))
    }

    /// Throws away what an earlier rebuild left, finished or not, and makes empty tables.
    async fn empty_next(&mut self) -> Result<()> {
        let lease = self.cursor.lease;
        let next = schema_at(lease.name, lease.version, Place::Next);
        let mut transaction = self.cursor.connection.begin().await?;
        if !lease.reset(&mut transaction).await? {
            return Err(Error::LeaseLost(lease.name));
        }
        // Tables that were being taken back when their process died are among what an earlier rebuild left.
        sqlx::query_file!("sql/replaced_forget.sql", lease.name, lease.version).execute(&mut *transaction).await?;
        let ddl = format!("drop schema if exists {next} cascade; create schema {next};");
        (&mut *transaction).execute(sqlx::raw_sql(sqlx::AssertSqlSafe(ddl))).await?;
        (&mut *transaction).execute(sqlx::raw_sql(self.cursor.model.schema_sql())).await?;
        transaction.commit().await?;
        self.cursor.position = 0;
        Ok(())
    }

    /// Whether the build may end before this event; if not, the checkpoint notes it, where status and skip find it.
    async fn refused(&mut self, position: i64, reason: String) -> Result<()> {
        if self.at_poison == AtPoison::EndBefore {
            return Ok(());
        }
        self.cursor.stop(position, &reason).await?;
        Err(Error::Poisoned { name: self.cursor.lease.name, position, reason })
    }

    /// Whether a step came to its end and not to an event that cannot be folded.
    async fn ended(&mut self, step: Step) -> Result<bool> {
        match step {
            Step::Reached => Ok(true),
            Step::LeaseLost => Err(Error::LeaseLost(self.cursor.lease.name)),
            Step::Poison { position, reason } => self.refused(position, reason).await.map(|()| false),
        }
    }

    async fn renew(&mut self) -> Result<()> {
        let built = self.reached.built();
        let is_ours = self.cursor.lease.renew_building(&mut self.cursor.connection, built).await?;
        if is_ours { Ok(()) } else { Err(Error::LeaseLost(self.cursor.lease.name)) }
    }

    /// What this work answers; the lease is renewed while it is done.
    async fn renewing<T>(&mut self, work: impl Future<Output = T>) -> Result<T> {
        let mut work = std::pin::pin!(work);
        loop {
            tokio::select! {
                answer = &mut work => return Ok(answer),
                () = sleep(self.cursor.lease.renewal().min(BUILT_TOLD)) => self.renew().await?,
            }
        }
    }

    /// The planner must know the tables before anybody reads them.
    async fn analyze(&mut self) -> Result<()> {
        let schema = schema_at(self.cursor.lease.name, self.cursor.lease.version, Place::Next);
        for table in parity::tables(&mut self.cursor.connection, &schema).await? {
            self.renew().await?;
            let sql = format!("analyze {schema}.{}", parity::quoted(&table.name));
            self.cursor.connection.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(sql))).await?;
        }
        Ok(())
    }

    async fn arrive(&mut self, position: i64) -> Result<()> {
        let lease = self.cursor.lease;
        if !lease.advance(&mut self.cursor.connection, 0, position).await? {
            return Err(Error::LeaseLost(lease.name));
        }
        self.cursor.position = position;
        Ok(())
    }

    /// Folds what came after the ranges began: up to the tables in use, or to the head when there are none.
    async fn catch_up(&mut self, has_live: bool) -> Result<()> {
        let began = self.cursor.position;
        loop {
            let goal =
                if has_live { self.live_position().await?.unwrap_or(began) } else { self.shared.ledger.head().await? };
            if self.cursor.position >= goal {
                return Ok(());
            }
            let tell = Arc::clone(&self.tell);
            let moved = |position| {
                tell(Progress { phase: Phase::CatchUp, done: position - began, total: goal - began });
                true
            };
            let step = self.cursor.fold_until(goal, moved).await?;
            if !self.ended(step).await? {
                return Ok(());
            }
        }
    }
}
