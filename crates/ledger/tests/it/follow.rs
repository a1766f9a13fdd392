//! A follower wakes for every batch, and for batches whose notice it never got.

use std::time::Duration;

use sqlx::PgPool;
use tokio::time::{Instant, timeout};

use crate::setting::{appended, case, command, ledger};

const SOON: Duration = Duration::from_secs(8);

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_follower_yields_what_is_there_and_what_comes(owner: PgPool) {
    let ledger = ledger(&owner).await;
    appended(&ledger.append(command(&case(1), Some(0), 3)).await.unwrap());
    let mut follower = ledger.follow(0);
    assert_eq!(timeout(SOON, follower.next()).await.unwrap(), 3);
    let waiting = tokio::spawn(async move { (follower.next().await, follower) });
    tokio::time::sleep(Duration::from_millis(100)).await;
    appended(&ledger.append(command(&case(1), Some(3), 2)).await.unwrap());
    let (head, _) = timeout(SOON, waiting).await.unwrap().unwrap();
    assert_eq!(head, 5);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_follower_survives_its_connection(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let mut follower = ledger.follow(0);
    appended(&ledger.append(command(&case(1), Some(0), 1)).await.unwrap());
    assert_eq!(timeout(SOON, follower.next()).await.unwrap(), 1);
    let started = Instant::now();
    for version in 1..6 {
        sqlx::query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'wenze_app'")
            .execute(&owner)
            .await
            .unwrap();
        appended(&ledger.append(command(&case(1), Some(version), 1)).await.unwrap());
        assert_eq!(timeout(SOON, follower.next()).await.unwrap(), i64::from(version) + 1, "{:?}", started.elapsed());
    }
}
