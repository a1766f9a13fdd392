//! Several nodes on one log: one folds each read model, another takes over when it is gone.

use std::time::{Duration, Instant};

use sqlx::PgPool;
use tokio::time::sleep;

use crate::load::Load;
use crate::program::{Installation, PATIENCE, Serving};

/// Within this time somebody else folds what a killed node folded.
const TAKEN_OVER_WITHIN: Duration = Duration::from_secs(10);

/// Who owns the read models: `HOST/PID`, each once.
async fn owners(owner: &PgPool) -> Vec<String> {
    let held = "select distinct owner from projector.checkpoint
                where stage = 'live' and owner is not null and lease_until >= clock_timestamp() order by 1";
    sqlx::query_scalar(held).fetch_all(owner).await.unwrap()
}

async fn models(owner: &PgPool) -> i64 {
    let count = "select count(*) from projector.checkpoint where stage = 'live'";
    sqlx::query_scalar(count).fetch_one(owner).await.unwrap()
}

async fn held_by(owner: &PgPool, node: &Serving) -> i64 {
    let held = "select count(*) from projector.checkpoint
                where stage = 'live' and lease_until >= clock_timestamp() and owner like '%/' || $1";
    sqlx::query_scalar(held).bind(node.pid().to_string()).fetch_one(owner).await.unwrap()
}

/// Waits until one node owns every read model, and says how long that took.
async fn until_it_has_all(owner: &PgPool, node: &Serving) -> Duration {
    let began = Instant::now();
    while held_by(owner, node).await < models(owner).await {
        assert!(began.elapsed() < PATIENCE, "{:?}", owners(owner).await);
        sleep(Duration::from_millis(50)).await;
    }
    began.elapsed()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_killed_node_is_succeeded_within_ten_seconds_while_work_goes_on(owner: PgPool) {
    let installation = Installation::on(&owner);
    let first = installation.serve().await;
    until_it_has_all(&owner, &first).await;
    let second = installation.serve().await;
    assert_eq!(held_by(&owner, &second).await, 0, "each read model has one owner");
    let load = Load::on(second.address);
    load.go_on(20).await;
    first.kill().await;
    let took = until_it_has_all(&owner, &second).await;
    assert!(took < TAKEN_OVER_WITHIN, "{took:?}");
    load.go_on(20).await;
    let (recorded, reads) = load.end().await;
    assert!(recorded >= 40 && reads > 0);
    // Nothing was folded twice and nothing left out.
    let (parity, is_alike) = installation.run(&["projections", "parity"]).await;
    assert!(is_alike, "{parity:#}");
    second.stop().await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_node_that_is_stopped_hands_over_at_once(owner: PgPool) {
    let installation = Installation::on(&owner);
    let first = installation.serve().await;
    until_it_has_all(&owner, &first).await;
    let second = installation.serve().await;
    let began = Instant::now();
    first.stop().await;
    until_it_has_all(&owner, &second).await;
    assert!(began.elapsed() < TAKEN_OVER_WITHIN);
    assert_eq!(owners(&owner).await.len(), 1);
    second.stop().await;
}
