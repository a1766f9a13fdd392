//! One node folds a projection; another takes over when it is not heard of; the fence keeps the first from writing.

use std::sync::Arc;
use std::time::Duration;

use sqlx::PgPool;
use tokio::sync::{Notify, Semaphore};
use tokio::time::{Instant, sleep};
use wenze_projector::{Bounds, Error, LOCK_TIMEOUT_MS, Models, State, Swap, Waited};

use crate::setting::{
    BRIEF, LONG, PATIENCE, append, append_history, contents, ledger, projector, reach, status, toys, whole_log,
};
use crate::toys::{Contents, Labels, Tally};

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn of_two_nodes_one_folds_and_the_other_takes_over_within_the_lease(owner: PgPool) {
    let ledger = ledger(&owner).await;
    // Long enough that a busy machine does not lose it by itself.
    let bounds = Bounds { lease: Duration::from_secs(3), ..BRIEF };
    let one = projector(&ledger, "one", toys(), bounds).await;
    let other = projector(&ledger, "other", toys(), bounds).await;
    let one_running = one.start();
    reach(&one, append_history(&ledger, 1, 40).await).await;
    // The build may have brought the first; only an owner brings what comes after it.
    reach(&one, append_history(&ledger, 5, 40).await).await;
    let other_running = other.start();
    // Longer than a lease: the owner renews it while nothing happens.
    sleep(bounds.lease * 2).await;
    reach(&other, append_history(&ledger, 2, 40).await).await;
    for name in ["toy_tally", "toy_label"] {
        assert_eq!(status(&other, name).await.owner.as_deref(), Some("one"));
    }
    let died = Instant::now();
    drop(one_running);
    reach(&other, append_history(&ledger, 3, 40).await).await;
    assert!(died.elapsed() < bounds.lease * 2, "{:?}", died.elapsed());
    assert_eq!(status(&other, "toy_tally").await.owner.as_deref(), Some("other"));
    assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
    other_running.shutdown().await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_node_that_leaves_hands_over_at_once(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let one = projector(&ledger, "one", toys(), LONG).await;
    let other = projector(&ledger, "other", toys(), LONG).await;
    let running = one.start();
    reach(&one, append(&ledger, 1, "Added", 1).await).await;
    running.shutdown().await;
    let running = other.start();
    reach(&other, append(&ledger, 1, "Added", 1).await).await;
    running.shutdown().await;
}

/// The node hangs between reading its rows and storing them, for longer than its lease.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_node_that_wakes_up_late_stores_nothing(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let gate = Arc::new(Semaphore::new(0));
    let sleepy = Tally { gate: Some(Arc::clone(&gate)), ..Tally::default() };
    let sleeper = projector(&ledger, "sleeper", Models::new().with(sleepy), BRIEF).await;
    let other = projector(&ledger, "other", toys(), BRIEF).await;
    append(&ledger, 1, "Added", 1).await;
    sleeper.rebuild("toy_tally", Swap::Yes, |_| {}).await.unwrap();
    let sleeping = sleeper.start();
    sleep(Duration::from_millis(100)).await;
    assert_eq!(status(&sleeper, "toy_tally").await.owner.as_deref(), Some("sleeper"));
    let second = append(&ledger, 1, "Added", 10).await;
    sleep(Duration::from_millis(100)).await;
    let running = other.start();
    assert_eq!(other.wait_for("toy_tally", second, PATIENCE).await.unwrap(), Waited::Reached);
    gate.add_permits(100);
    let third = append(&ledger, 1, "Added", 100).await;
    reach(&other, third).await;
    sleep(Duration::from_millis(200)).await;
    assert_eq!(status(&other, "toy_tally").await.owner.as_deref(), Some("other"));
    assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
    running.shutdown().await;
    sleeping.shutdown().await;
}

/// Storing takes longer than the lease and the longest wait for a lock together, and another node looks for its chance.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_build_that_stores_for_long_keeps_its_lease(owner: PgPool) {
    let ledger = ledger(&owner).await;
    append_history(&ledger, 1, 60).await;
    let looking = Duration::from_millis(LOCK_TIMEOUT_MS) + BRIEF.lease;
    let slow = Tally { store_seconds: (looking + Duration::from_secs(2)).as_secs_f64(), ..Tally::default() };
    let one = projector(&ledger, "one", Models::new().with(slow), BRIEF).await;
    let other = projector(&ledger, "other", toys(), BRIEF).await;
    let is_building = Arc::new(Notify::new());
    let notify = Arc::clone(&is_building);
    let building = tokio::spawn(async move { one.rebuild("toy_tally", Swap::Yes, move |_| notify.notify_one()).await });
    is_building.notified().await;
    let began = Instant::now();
    while began.elapsed() < looking {
        assert_eq!(status(&other, "toy_tally").await.state, State::Building, "after {:?}", began.elapsed());
        let busy = other.rebuild("toy_tally", Swap::Yes, |_| {}).await;
        assert!(matches!(busy, Err(Error::Busy(_))), "after {:?}: {busy:?}", began.elapsed());
        sleep(BRIEF.lease / 2).await;
    }
    building.await.unwrap().unwrap();
    other.rebuild("toy_label", Swap::Yes, |_| {}).await.unwrap();
    assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
}

/// What a build catches up with is stored in batches, for longer than the lease; another node waits for it to run out.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_batch_that_is_stored_for_long_leaves_the_lease_with_its_owner(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let one = projector(&ledger, "one", toys(), LONG).await;
    one.rebuild("toy_tally", Swap::Yes, |_| {}).await.unwrap();
    one.rebuild("toy_label", Swap::Yes, |_| {}).await.unwrap();
    let slow = Tally { store_seconds: (BRIEF.lease * 3).as_secs_f64(), ..Tally::default() };
    let slow = projector(&ledger, "slow", Models::new().with(slow).with(Labels), BRIEF).await;
    let running = slow.start();
    let other = projector(&ledger, "other", toys(), BRIEF).await;
    sleep(BRIEF.lease / 2).await;
    let waiting = other.start();
    reach(&slow, append(&ledger, 1, "Added", 1).await).await;
    // Time enough for whoever waited to take it.
    sleep(BRIEF.lease / 2).await;
    assert_eq!(status(&other, "toy_tally").await.owner.as_deref(), Some("slow"));
    running.shutdown().await;
    waiting.shutdown().await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn nodes_that_start_together_build_once(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let last = append_history(&ledger, 1, 150).await;
    let models = || Models::new().with(Tally::default()).with(Labels);
    let mut nodes = Vec::new();
    let mut starting = tokio::task::JoinSet::new();
    for node in ["a", "b", "c"] {
        let ledger = ledger.clone();
        starting.spawn(async move { projector(&ledger, node, models(), BRIEF).await });
    }
    while let Some(node) = starting.join_next().await {
        let node = node.unwrap();
        let running = node.start();
        nodes.push((node, running));
    }
    for (node, _) in &nodes {
        reach(node, last).await;
    }
    assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
    let old: bool = sqlx::query_scalar("select to_regnamespace('read_toy_tally_v1_old') is not null")
        .fetch_one(ledger.pool())
        .await
        .unwrap();
    assert!(!old, "the tables were built twice");
    for (_, running) in nodes {
        running.shutdown().await;
    }
}
