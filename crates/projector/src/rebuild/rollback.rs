//! Taking replaced tables back.

use sqlx::Connection;

use super::swap::ddl;
use super::{Rebuild, Rebuilt, Swap};
use crate::schema::{Place, exists, schema_at};
use crate::{Error, Result};

impl Rebuild<'_> {
    /// Makes the replaced tables the next ones, and lets them catch up and change places as new ones do.
    pub(super) async fn roll_back(&mut self) -> Result<Rebuilt> {
        self.take_back().await?;
        let began = self.cursor.position;
        self.catch_up(true).await?;
        let version = self.cursor.lease.version;
        let parity = self.compare(version).await?;
        self.finish(Swap::Yes).await?;
        let lease = self.cursor.lease;
        tracing::warn!(projection = lease.name, version, "replaced tables were taken back");
        Ok(Rebuilt { events: self.cursor.position - began, ..self.report(parity, Swap::Yes) })
    }

    /// The replaced tables stand as the next ones, with a checkpoint at their last event. When a process died while it took
    /// them back, they stand there already and go on from where they were.
    async fn take_back(&mut self) -> Result<()> {
        let lease = self.cursor.lease;
        let [next, old] = [Place::Next, Place::Old].map(|place| schema_at(lease.name, lease.version, place));
        let mut transaction = self.cursor.connection.begin().await?;
        let kept = sqlx::query_file_scalar!("sql/replaced_take.sql", lease.name, lease.version);
        let Some(position) = kept.fetch_optional(&mut *transaction).await? else {
            return Err(Error::NothingKept(lease.name));
        };
        if exists(&mut transaction, &old).await? {
            let sql = format!("drop schema if exists {next} cascade; alter schema {old} rename to {next}");
            ddl(&mut transaction, sql).await?;
            if !lease.place(&mut transaction, position).await? {
                return Err(Error::LeaseLost(lease.name));
            }
            self.cursor.position = position;
        } else if !exists(&mut transaction, &next).await? {
            return Err(Error::NothingKept(lease.name));
        }
        Ok(transaction.commit().await?)
    }

    /// What could not be taken back is kept as it was.
    pub(super) async fn put_back(&mut self) -> Result<()> {
        let lease = self.cursor.lease;
        let [next, old] = [Place::Next, Place::Old].map(|place| schema_at(lease.name, lease.version, place));
        let mut transaction = self.cursor.connection.begin().await?;
        let position = self.cursor.position;
        let back = sqlx::query_file!("sql/replaced_put_back.sql", lease.name, lease.version, position);
        // If it is not being taken back, what stands there as next is something else.
        if back.execute(&mut *transaction).await?.rows_affected() == 1 && lease.holds(&mut transaction).await? {
            ddl(&mut transaction, format!("alter schema {next} rename to {old}")).await?;
            transaction.commit().await?;
        }
        Ok(())
    }
}
