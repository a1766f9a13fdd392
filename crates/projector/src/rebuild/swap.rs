//! The last step of a rebuild: the tables in use stand still, are compared, and change places with the new ones.

use sqlx::{AssertSqlSafe, Connection, Executor, PgPool, PgTransaction};

use super::parity::{self, Difference};
use super::{Phase, Progress, Tell};
use crate::cursor::{Cursor, Step};
use crate::schema::{Place, connect, exists, schema_at};
use crate::{Error, Result};

/// Whether the new tables come into use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Swap {
    /// They do, whatever the comparison says: a repair is made because of differences.
    Yes,
    /// They are compared and thrown away.
    CompareOnly,
}

/// Compares and swaps in one transaction. It holds the lock on the checkpoint of the tables in use, without which no
/// batch can be stored into them; their readers see either the old tables or the new ones.
pub(super) async fn run(
    pool: &PgPool,
    cursor: &mut Cursor,
    tell: &Tell,
    swap: Swap,
) -> Result<Option<Vec<Difference>>> {
    let lease = cursor.lease;
    let [live, next] = [Place::Live, Place::Next].map(|place| schema_at(lease.name, lease.version, place));
    let mut connection = connect(pool, &live).await?;
    let mut transaction = connection.begin().await?;
    let frozen =
        sqlx::query_file_scalar!("sql/freeze.sql", lease.name, lease.version).fetch_optional(&mut *transaction).await?;
    let is_in_use = exists(&mut transaction, &live).await?;
    let mut parity = None;
    if let Some(position) = frozen.filter(|_| is_in_use) {
        match cursor.fold_until(position, |_| true).await? {
            Step::Reached => {}
            Step::LeaseLost => return Err(Error::LeaseLost(lease.name)),
            Step::Poison { position, reason } => return Err(Error::Poisoned { name: lease.name, position, reason }),
        }
        tell(Progress { phase: Phase::Compare, done: position, total: position });
        if cursor.position == position {
            parity = Some(parity::compare(&mut transaction, &live, &next).await?);
        }
    }
    // This row is ours alone, and the raised fence of the other sends its owner back for the new position.
    if !(lease.holds(&mut transaction).await? && lease.reset(&mut transaction).await?) {
        return Err(Error::LeaseLost(lease.name));
    }
    lease.release(&mut transaction).await?;
    match swap {
        Swap::Yes => exchange(&mut transaction, cursor, is_in_use).await?,
        Swap::CompareOnly => ddl(&mut transaction, format!("drop schema {next} cascade")).await?,
    }
    transaction.commit().await?;
    Ok(parity)
}

async fn exchange(transaction: &mut PgTransaction<'_>, cursor: &Cursor, is_in_use: bool) -> Result<()> {
    let lease = cursor.lease;
    let [live, next, old] =
        [Place::Live, Place::Next, Place::Old].map(|place| schema_at(lease.name, lease.version, place));
    if is_in_use {
        ddl(transaction, format!("alter schema {live} rename to {old}")).await?;
    }
    ddl(transaction, format!("alter schema {next} rename to {live}")).await?;
    sqlx::query_file!("sql/swap_live.sql", lease.name, lease.version, cursor.position)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

async fn ddl(transaction: &mut PgTransaction<'_>, sql: String) -> Result<()> {
    (&mut **transaction).execute(sqlx::raw_sql(AssertSqlSafe(sql))).await?;
    Ok(())
}
