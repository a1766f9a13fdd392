//! The last step of a rebuild: the new tables are compared with those in use, and change places with them.

use std::time::Duration;

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, PgPool, PgTransaction};
use tokio::time::{Instant, sleep};

use super::parity::{self, Difference};
use super::{NotCompared, Phase, Progress, Rebuild};
use crate::checkpoint::{Lease, standing};
use crate::cursor::{Cursor, Step};
use crate::schema::{Place, connect, exists, schema_at};
use crate::{Error, Result, WAIT_POLL_MS};

/// Whether the new tables come into use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Swap {
    /// They do, whatever the comparison says: a repair is made because of differences.
    Yes,
    /// They are compared and thrown away.
    CompareOnly,
}

/// What the new tables were compared with, and how they differ.
pub(super) struct Parity {
    pub(super) with_version: i32,
    pub(super) tables: Vec<Difference>,
}

impl Rebuild<'_> {
    /// Compares the new tables with those in use of a version, row by row, with both at one position.
    ///
    /// The tables in use stand still only until both are at one position and a snapshot of the database is taken; the
    /// comparison, which takes long, reads the snapshot while they go on.
    pub(super) async fn compare(&mut self, with_version: i32) -> Result<Result<Parity, NotCompared>> {
        if let Some(why) = self.kept_waiting(with_version).await? {
            return Ok(Err(why));
        }
        let lease = self.cursor.lease;
        let live = schema_at(lease.name, with_version, Place::Live);
        let next = schema_at(lease.name, lease.version, Place::Next);
        let mut seeing = connect(self.shared.pool(), &live).await?;
        let mut snapshot = seeing.begin_with("begin isolation level repeatable read, read only").await?;
        if let Err(why) = self.align(&mut snapshot, with_version, &live).await? {
            return Ok(Err(why));
        }
        let position = self.cursor.position;
        (self.tell)(Progress { phase: Phase::Compare, done: position, total: position });
        let tables = self.renewing(parity::compare(&mut snapshot, &live, &next)).await??;
        Ok(Ok(Parity { with_version, tables }))
    }

    /// Waits until the tables in use are as far as the new ones, which cannot go back: whoever serves may be a moment
    /// behind the head that a build ahead has folded. Says why when they do not come up.
    async fn kept_waiting(&mut self, version: i32) -> Result<Option<NotCompared>> {
        let (pool, name, wanted) = (self.shared.pool().clone(), self.cursor.lease.name, self.cursor.position);
        let deadline = Instant::now() + self.shared.bounds.compare_wait;
        let waiting = async move {
            loop {
                let Some(serving) = standing(&pool, name, version).await? else {
                    return Ok(Some(NotCompared::Gone { version }));
                };
                let position = serving.position;
                if position >= wanted {
                    return Ok(None);
                }
                if serving.is_stopped {
                    return Ok(Some(NotCompared::Stopped { version, position }));
                }
                // A lease that ran out may be that of a node in the middle of a long batch, or have an heir in a moment.
                if Instant::now() >= deadline {
                    let is_held = serving.is_held;
                    let behind = NotCompared::Behind { version, position };
                    return Ok(Some(if is_held { behind } else { NotCompared::NotFolded { version, position } }));
                }
                sleep(Duration::from_millis(WAIT_POLL_MS)).await;
            }
        };
        self.renewing(waiting).await?
    }

    /// Brings the new tables to the position of those in use and takes the snapshot that shows both there.
    async fn align(
        &mut self,
        snapshot: &mut PgTransaction<'_>,
        version: i32,
        live: &str,
    ) -> Result<Result<(), NotCompared>> {
        let name = self.cursor.lease.name;
        let mut connection = connect(self.shared.pool(), live).await?;
        let mut freeze = connection.begin().await?;
        let frozen = frozen(&mut freeze, name, version).await?;
        let Some(position) = frozen else { return Ok(Err(NotCompared::Gone { version })) };
        if !exists(&mut freeze, live).await? {
            return Ok(Err(NotCompared::Gone { version }));
        }
        fold_until(&mut self.cursor, position).await?;
        // The first statement of the transaction takes its snapshot.
        let is_there = exists(snapshot, live).await?;
        freeze.rollback().await?;
        if !is_there {
            return Ok(Err(NotCompared::Gone { version }));
        }
        let is_level = self.cursor.position == position;
        Ok(if is_level { Ok(()) } else { Err(NotCompared::Behind { version, position }) })
    }

    /// Lets the new tables change places with those in use, or throws them away, in one transaction that holds the lock on
    /// the checkpoint of the tables in use: no batch can be stored into them, and their readers see either the old tables
    /// or the new ones.
    pub(super) async fn finish(&mut self, swap: Swap) -> Result<()> {
        let cursor = &mut self.cursor;
        let lease = cursor.lease;
        let [live, next] = [Place::Live, Place::Next].map(|place| schema_at(lease.name, lease.version, place));
        let mut connection = connect(self.shared.pool(), &live).await?;
        let mut transaction = connection.begin().await?;
        let frozen = frozen(&mut transaction, lease.name, lease.version).await?;
        let in_use = match frozen {
            _ if !exists(&mut transaction, &live).await? => InUse::None,
            Some(position) => InUse::At(position),
            None => InUse::Unknown,
        };
        if let (InUse::At(position), Swap::Yes) = (in_use, swap) {
            fold_until(cursor, position).await?;
        }
        // This row is ours alone, and the raised fence of the other sends its owner back for the new position.
        if !(lease.holds(&mut transaction).await? && lease.reset(&mut transaction).await?) {
            return Err(Error::LeaseLost(lease.name));
        }
        lease.release(&mut transaction).await?;
        match swap {
            Swap::Yes => exchange(&mut transaction, cursor, in_use).await?,
            Swap::CompareOnly => ddl(&mut transaction, format!("drop schema {next} cascade")).await?,
        }
        Ok(transaction.commit().await?)
    }
}

/// Where a version's tables in use stand, and will until the transaction ends.
async fn frozen(transaction: &mut PgTransaction<'_>, name: &str, version: i32) -> Result<Option<i64>> {
    let position = sqlx::query_file_scalar!("sql/freeze.sql", name, version).fetch_optional(&mut **transaction).await?;
    Ok(position)
}

async fn fold_until(cursor: &mut Cursor, position: i64) -> Result<()> {
    let name = cursor.lease.name;
    match cursor.fold_until(position, |_| true).await? {
        Step::Reached => Ok(()),
        Step::LeaseLost => Err(Error::LeaseLost(name)),
        Step::Poison { position, reason } => Err(Error::Poisoned { name, position, reason }),
    }
}

/// The tables in use before the new ones are.
#[derive(Debug, Clone, Copy)]
enum InUse {
    None,
    /// With their last event.
    At(i64),
    /// Their checkpoint is gone, so nobody knows what is in them.
    Unknown,
}

/// Tables whose last event is known are kept, and can be taken back.
async fn exchange(transaction: &mut PgTransaction<'_>, cursor: &Cursor, in_use: InUse) -> Result<()> {
    let Lease { name, version, .. } = cursor.lease;
    let [live, next, old] = [Place::Live, Place::Next, Place::Old].map(|place| schema_at(name, version, place));
    match in_use {
        InUse::None => {}
        InUse::At(position) => {
            let sql = format!("drop schema if exists {old} cascade; alter schema {live} rename to {old}");
            ddl(transaction, sql).await?;
            sqlx::query_file!("sql/replaced_keep.sql", name, version, position).execute(&mut **transaction).await?;
        }
        InUse::Unknown => ddl(transaction, format!("drop schema {live} cascade")).await?,
    }
    ddl(transaction, format!("alter schema {next} rename to {live}")).await?;
    sqlx::query_file!("sql/swap_live.sql", name, version, cursor.position).execute(&mut **transaction).await?;
    Ok(())
}

pub(crate) async fn ddl(connection: &mut PgConnection, sql: String) -> Result<()> {
    connection.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await?;
    Ok(())
}

/// The highest earlier version of a model whose tables are there.
pub(super) async fn earlier_version(pool: &PgPool, name: &str, version: i32) -> Result<Option<i32>> {
    let versions = sqlx::query_file!("sql/versions.sql").fetch_all(pool).await?;
    Ok(versions.into_iter().filter(|row| row.name == name && row.version < version).map(|row| row.version).max())
}
