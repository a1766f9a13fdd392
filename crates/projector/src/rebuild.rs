//! Building a model from nothing, beside the one in use.
//!
//! Whole streams are folded into `read_<name>_v<N>_next`, all at once or range by range, each row written once, up to a
//! position noted at the start; what came later is folded in batches; then the tables are compared and the schemas renamed.

mod parity;
pub(crate) mod range;
mod report;
mod streams;
mod swap;
pub(crate) mod whole;

use std::sync::Arc;
use std::time::Instant;

use sqlx::{Connection, Executor};

pub use parity::Difference;
pub use report::{Phase, Progress, Rebuilt};
pub use swap::Swap;

use crate::checkpoint::{Stage, acquire, standing};
use crate::cursor::{Cursor, Step};
use crate::model::Model;
use crate::projector::Shared;
use crate::schema::{Place, connect, exists, schema_at};
use crate::{Error, Result};

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
    let next = schema_at(model.name(), model.version(), Place::Next);
    let mut connection = connect(shared.pool(), &next).await?;
    let bid = shared.bid(&**model, Stage::Next, true);
    let Some((lease, _)) = acquire(&mut connection, bid).await? else { return Err(Error::Busy(model.name())) };
    let ledger = shared.ledger.clone();
    let cursor = Cursor::new(Arc::clone(model), ledger, connection, (lease, 0), shared.bounds.batch_events).await?;
    let mut rebuild = Rebuild { shared, cursor, at_poison, tell };
    let result = rebuild.run(swap).await;
    if result.is_err() {
        // What stands in the tables is of no use, and the next attempt need not wait for the lease to run out.
        let _ = lease.release(&mut rebuild.cursor.connection).await;
    }
    result.map(|rebuilt| Rebuilt { seconds: started.elapsed().as_secs_f64(), ..rebuilt })
}

struct Rebuild<'a> {
    shared: &'a Arc<Shared>,
    cursor: Cursor,
    at_poison: AtPoison,
    tell: Tell,
}

impl Rebuild<'_> {
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
        let parity = swap::run(self.shared.pool(), &mut self.cursor, &self.tell, swap).await?;
        let lease = self.cursor.lease;
        tracing::info!(projection = lease.name, version = lease.version, rows = share.rows, "a model is built");
        Ok(Rebuilt {
            name: lease.name,
            version: lease.version,
            events: share.events,
            rows: share.rows,
            ranges,
            position: self.cursor.position,
            parity,
            is_swapped: swap == Swap::Yes,
            seconds: 0.0,
        })
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
        let [next, old] = [Place::Next, Place::Old].map(|place| schema_at(lease.name, lease.version, place));
        let mut transaction = self.cursor.connection.begin().await?;
        if !lease.reset(&mut transaction).await? {
            return Err(Error::LeaseLost(lease.name));
        }
        let ddl =
            format!("drop schema if exists {old} cascade; drop schema if exists {next} cascade; create schema {next};");
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
        let is_ours = self.cursor.lease.renew(&mut self.cursor.connection).await?;
        if is_ours { Ok(()) } else { Err(Error::LeaseLost(self.cursor.lease.name)) }
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
