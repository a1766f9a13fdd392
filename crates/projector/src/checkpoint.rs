//! How far a model has come, and who may move it on.
//!
//! All times are the database's. A lease only says when another node may try; what keeps two nodes apart is the fence,
//! which every new owner raises and every transaction compares.

use std::collections::HashSet;
use std::time::Duration;

use sqlx::PgConnection;

use crate::Result;
use crate::status::Built;

/// Which tables of a model a checkpoint speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    Live,
    Next,
}

impl Stage {
    fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Next => "next",
        }
    }
}

/// Whose lease is wanted, and for how long.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bid<'a> {
    pub(crate) name: &'static str,
    pub(crate) version: i32,
    pub(crate) stage: Stage,
    pub(crate) node: &'a str,
    pub(crate) seconds: f64,
    /// Whether to try an event again that stopped the model: a new program may know better.
    pub(crate) even_if_stopped: bool,
}

/// The right to move one checkpoint on, until somebody raises the fence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Lease {
    pub(crate) name: &'static str,
    pub(crate) version: i32,
    stage: Stage,
    fence: i64,
    seconds: f64,
}

/// Takes a lease that is free or has run out, and says at which position.
pub(crate) async fn acquire(connection: &mut PgConnection, bid: Bid<'_>) -> Result<Option<(Lease, i64)>> {
    let Bid { name, version, stage, node, seconds, even_if_stopped } = bid;
    sqlx::query_file!("sql/checkpoint_ensure.sql", name, version, stage.as_str()).execute(&mut *connection).await?;
    let row = sqlx::query_file!("sql/lease_acquire.sql", name, version, stage.as_str(), node, seconds, even_if_stopped)
        .fetch_optional(connection)
        .await?;
    Ok(row.map(|row| (Lease { name, version, stage, fence: row.fence, seconds }, row.position)))
}

impl Lease {
    /// Moves the checkpoint on; false if another node has the lease. First statement of the transaction that stores the
    /// rows: its lock keeps a swap out until the rows are in.
    pub(crate) async fn advance(&self, connection: &mut PgConnection, from: i64, to: i64) -> Result<bool> {
        let done = sqlx::query_file!(
            "sql/checkpoint_advance.sql",
            self.name,
            self.version,
            self.stage.as_str(),
            self.fence,
            from,
            to,
            self.seconds
        )
        .execute(connection)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Whether the lease is ours, and stays so until the end of this transaction: nobody raises the fence before. Keeps
    /// neither other holders of it waiting nor a renewal.
    pub(crate) async fn holds(&self, connection: &mut PgConnection) -> Result<bool> {
        let Self { name, version, stage, fence, .. } = *self;
        let row = sqlx::query_file!("sql/lease_holds.sql", name, version, stage.as_str(), fence);
        Ok(row.fetch_optional(connection).await?.is_some())
    }

    /// Makes the lease last longer; false if another node has it.
    pub(crate) async fn renew(&self, connection: &mut PgConnection) -> Result<bool> {
        let Self { name, version, stage, fence, seconds } = *self;
        let query = sqlx::query_file!("sql/lease_renew.sql", name, version, stage.as_str(), fence, seconds);
        Ok(query.execute(connection).await?.rows_affected() == 1)
    }

    /// The same, and tells how far a build has come.
    pub(crate) async fn renew_building(&self, connection: &mut PgConnection, built: Built) -> Result<bool> {
        let Self { name, version, stage, fence, seconds } = *self;
        let (stage, Built { done, total }) = (stage.as_str(), built);
        let query =
            sqlx::query_file!("sql/lease_renew_building.sql", name, version, stage, fence, seconds, done, total);
        Ok(query.execute(connection).await?.rows_affected() == 1)
    }

    /// Lets the next node take over at once.
    pub(crate) async fn release(&self, connection: &mut PgConnection) -> Result<bool> {
        let Self { name, version, stage, fence, .. } = *self;
        let query = sqlx::query_file!("sql/lease_release.sql", name, version, stage.as_str(), fence);
        Ok(query.execute(connection).await?.rows_affected() == 1)
    }

    /// Sets the checkpoint back to the beginning of the log.
    pub(crate) async fn reset(&self, connection: &mut PgConnection) -> Result<bool> {
        let Self { name, version, stage, fence, .. } = *self;
        let query = sqlx::query_file!("sql/checkpoint_reset.sql", name, version, stage.as_str(), fence);
        Ok(query.execute(connection).await?.rows_affected() == 1)
    }

    /// Sets the checkpoint to where tables that were taken back stand.
    pub(crate) async fn place(&self, connection: &mut PgConnection, position: i64) -> Result<bool> {
        let Self { name, version, stage, fence, .. } = *self;
        let query = sqlx::query_file!("sql/checkpoint_place.sql", name, version, stage.as_str(), fence, position);
        Ok(query.execute(connection).await?.rows_affected() == 1)
    }

    /// The number by which owners are told apart.
    pub(crate) fn fence(&self) -> i64 {
        self.fence
    }

    #[cfg(test)]
    pub(crate) fn for_tests(fence: i64) -> Self {
        Self { name: "toy", version: 1, stage: Stage::Live, fence, seconds: 60.0 }
    }

    /// How often it is renewed: an owner may miss one renewal and keeps it.
    pub(crate) fn renewal(&self) -> Duration {
        Duration::from_secs_f64(self.seconds / 3.0)
    }

    /// Gives the lease back with the reason why nobody should take it.
    pub(crate) async fn stop(&self, connection: &mut PgConnection, at: i64, reason: &str) -> Result<bool> {
        let Self { name, version, stage, fence, .. } = *self;
        let query = sqlx::query_file!("sql/checkpoint_stop.sql", name, version, stage.as_str(), fence, at, reason);
        Ok(query.execute(connection).await?.rows_affected() == 1)
    }
}

/// Where the live tables stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) position: i64,
    pub(crate) is_stopped: bool,
    /// Whether a node folds them and is heard of.
    pub(crate) is_held: bool,
}

pub(crate) async fn standing<'e>(
    executor: impl sqlx::PgExecutor<'e>,
    name: &str,
    version: i32,
) -> Result<Option<Standing>> {
    Ok(sqlx::query_file_as!(Standing, "sql/checkpoint_position.sql", name, version).fetch_optional(executor).await?)
}

/// Positions that a person decided to leave out of this model.
pub(crate) async fn skipped(connection: &mut PgConnection, name: &str, version: i32) -> Result<HashSet<i64>> {
    let positions = sqlx::query_file_scalar!("sql/skipped.sql", name, version).fetch_all(connection).await?;
    Ok(positions.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use sqlx::{Connection, PgPool};
    use tokio::time::sleep;

    use super::*;
    use crate::Error;
    use crate::schema::create_schema;

    const LEASE_SECONDS: f64 = 60.0;

    fn bid(node: &str) -> Bid<'_> {
        let (name, stage) = ("toy", Stage::Next);
        Bid { name, version: 1, stage, node, seconds: LEASE_SECONDS, even_if_stopped: false }
    }

    /// A connection that does not wait long for a lock.
    async fn hasty(owner: &PgPool) -> PgConnection {
        let options = (*owner.connect_options()).clone().options([("lock_timeout", "500")]);
        PgConnection::connect_with(&options).await.unwrap()
    }

    async fn expire(connection: &mut PgConnection) {
        let sql = "update projector.checkpoint set lease_until = clock_timestamp() - interval '1 second'";
        sqlx::query(sql).execute(connection).await.unwrap();
    }

    /// Two workers store under one lease, and its owner renews it meanwhile, more than once.
    #[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
    async fn who_stores_keeps_no_renewal_waiting(owner: PgPool) {
        create_schema(&owner).await.unwrap();
        let mut owning = hasty(&owner).await;
        let (lease, _) = acquire(&mut owning, bid("one")).await.unwrap().unwrap();
        let (mut first, mut second) = (hasty(&owner).await, hasty(&owner).await);
        let (mut storing, mut storing_too) = (first.begin().await.unwrap(), second.begin().await.unwrap());
        assert!(lease.holds(&mut storing).await.unwrap());
        assert!(lease.renew(&mut owning).await.unwrap());
        assert!(lease.holds(&mut storing_too).await.unwrap());
        assert!(lease.renew(&mut owning).await.unwrap());
        storing.commit().await.unwrap();
        storing_too.commit().await.unwrap();
    }

    /// The owner is not heard of while its worker is in the middle of storing: the heir waits for the worker, and from then
    /// on no worker of the old owner may store.
    #[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
    async fn a_lease_is_not_taken_over_from_who_is_storing_and_then_he_stores_no_more(owner: PgPool) {
        create_schema(&owner).await.unwrap();
        let (mut worker, mut heir) = (hasty(&owner).await, hasty(&owner).await);
        let (lease, _) = acquire(&mut heir, bid("one")).await.unwrap().unwrap();
        let mut storing = worker.begin().await.unwrap();
        assert!(lease.holds(&mut storing).await.unwrap());
        expire(&mut heir).await;
        let refused = acquire(&mut heir, bid("other")).await;
        let Err(Error::Database(sqlx::Error::Database(error))) = refused else { panic!("{refused:?}") };
        assert_eq!(error.code().as_deref(), Some("55P03"), "it did not wait for the lock: {error}");
        storing.commit().await.unwrap();
        let (of_heir, _) = acquire(&mut heir, bid("other")).await.unwrap().unwrap();
        let mut late = worker.begin().await.unwrap();
        assert!(!lease.holds(&mut late).await.unwrap());
        assert!(of_heir.holds(&mut late).await.unwrap());
    }

    /// Whoever builds tells how far it is, whoever took over from him begins at nothing.
    #[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
    async fn how_far_a_build_is_stands_beside_its_lease_until_it_begins_anew(owner: PgPool) {
        create_schema(&owner).await.unwrap();
        let mut connection = hasty(&owner).await;
        let told = async || {
            let sql = "select done, total from projector.checkpoint where stage = 'next'";
            sqlx::query_as::<_, (i64, i64)>(sql).fetch_one(&owner).await.unwrap()
        };
        let (lease, _) = acquire(&mut connection, bid("one")).await.unwrap().unwrap();
        assert_eq!(told().await, (0, 0));
        assert!(lease.renew_building(&mut connection, Built { done: 7, total: 20 }).await.unwrap());
        assert_eq!(told().await, (7, 20));
        expire(&mut connection).await;
        let (heir, _) = acquire(&mut connection, bid("other")).await.unwrap().unwrap();
        assert!(!lease.renew_building(&mut connection, Built { done: 9, total: 20 }).await.unwrap());
        assert!(heir.reset(&mut connection).await.unwrap());
        assert_eq!(told().await, (0, 0));
    }

    /// The owner comes back while the heir waits for its worker: the lease stays where it is.
    #[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
    async fn a_renewal_goes_before_an_heir_who_waits(owner: PgPool) {
        create_schema(&owner).await.unwrap();
        let (mut worker, mut owning, mut heir) = (hasty(&owner).await, hasty(&owner).await, hasty(&owner).await);
        let (lease, _) = acquire(&mut owning, bid("one")).await.unwrap().unwrap();
        let mut storing = worker.begin().await.unwrap();
        assert!(lease.holds(&mut storing).await.unwrap());
        expire(&mut owning).await;
        let waiting = tokio::spawn(async move { acquire(&mut heir, bid("other")).await.unwrap() });
        sleep(Duration::from_millis(100)).await;
        assert!(lease.renew(&mut owning).await.unwrap());
        storing.commit().await.unwrap();
        assert_eq!(waiting.await.unwrap(), None);
        assert!(lease.renew(&mut owning).await.unwrap());
    }
}
