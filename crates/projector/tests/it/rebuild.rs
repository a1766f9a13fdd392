//! Built anew is built the same, while others read and write.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use sqlx::PgPool;
use tokio::sync::Notify;
use tokio::time::sleep;
use wenze_projector::{Bounds, Error, Models, NotCompared, Phase, State, Swap};

use crate::setting::{
    BRIEF, LONG, append, append_history, contents, ledger, projector, reach, reach_one, status, stopped, toys,
    whole_log,
};
use crate::toys::{Contents, Labels, Tally};

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn rebuilt_is_what_was_folded_as_it_came(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let projector = projector(&ledger, "one", toys(), LONG).await;
    let frugal = self::projector(&ledger, "frugal", toys(), Bounds { rebuild_bytes: 1, ..LONG }).await;
    let running = projector.start();
    reach(&projector, append_history(&ledger, 1, 10).await).await;
    let last = append_history(&ledger, 2, 1_600).await;
    reach(&projector, last).await;
    for name in ["toy_tally", "toy_label"] {
        for (projector, swap, ranges) in [
            (&projector, Swap::CompareOnly, 0..=0),
            (&frugal, Swap::CompareOnly, 2..=9),
            (&projector, Swap::Yes, 0..=0),
            (&frugal, Swap::Yes, 2..=9),
        ] {
            let told = Arc::new(AtomicI64::new(0));
            let telling = Arc::clone(&told);
            let rebuilt = projector
                .rebuild(name, swap, move |progress| {
                    if progress.phase == Phase::Streams {
                        telling.fetch_max(progress.done, Ordering::Relaxed);
                    }
                })
                .await
                .unwrap();
            assert_eq!((rebuilt.position, rebuilt.events, told.load(Ordering::Relaxed)), (last, last, last));
            assert_eq!(rebuilt.is_swapped, swap == Swap::Yes);
            assert!(ranges.contains(&rebuilt.ranges), "{rebuilt:?}");
            let parity = rebuilt.parity.unwrap();
            assert!(parity.len() == 1 && parity[0].is_none(), "{parity:?}");
            assert!(parity[0].old_rows > 0 && parity[0].old_rows == rebuilt.rows);
        }
    }
    reach(&projector, append_history(&ledger, 3, 50).await).await;
    assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
    running.shutdown().await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_repair_says_what_it_repaired(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let last = append_history(&ledger, 1, 60).await;
    let faulty = Models::new().with(Tally { fault: 1, ..Tally::default() }).with(Labels);
    let faulty = projector(&ledger, "faulty", faulty, LONG).await;
    let running = faulty.start();
    reach(&faulty, last).await;
    running.shutdown().await;
    // A row that no event made, and one that is gone.
    sqlx::raw_sql(
        "insert into toy_label values ('ffffffff-ffff-ffff-ffff-ffffffffffff', 1, 1);
         delete from toy_label where stream_id = '00000000-0000-0000-0000-000000000001'",
    )
    .execute(ledger.pool())
    .await
    .unwrap();
    let sound = projector(&ledger, "sound", toys(), LONG).await;
    let tally = sound.rebuild("toy_tally", Swap::Yes, |_| {}).await.unwrap().parity.unwrap();
    assert_eq!((tally[0].missing, tally[0].added), (0, 0));
    assert!(tally[0].changed > 0 && tally[0].keys.len() == 5, "{tally:?}");
    let label = sound.rebuild("toy_label", Swap::Yes, |_| {}).await.unwrap().parity.unwrap();
    assert!(label[0].missing == 1 && label[0].added > 0 && label[0].changed == 0, "{label:?}");
    assert!(label[0].keys.iter().any(|key| key == "(ffffffff-ffff-ffff-ffff-ffffffffffff,1)"), "{label:?}");
    assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn readers_and_writers_go_on_through_a_swap(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let projector = projector(&ledger, "one", toys(), LONG).await;
    let running = projector.start();
    reach(&projector, append_history(&ledger, 1, 100).await).await;
    let is_over = Arc::new(AtomicBool::new(false));
    let reading = tokio::spawn({
        let (pool, is_over) = (ledger.pool().clone(), Arc::clone(&is_over));
        async move {
            let mut reads = 0;
            while !is_over.load(Ordering::Relaxed) {
                let rows: i64 = sqlx::query_scalar("select count(*) from toy_tally").fetch_one(&pool).await.unwrap();
                assert_eq!(rows, 12, "a reader saw tables that are not whole");
                reads += 1;
            }
            reads
        }
    });
    let writing = tokio::spawn({
        let (ledger, is_over) = (ledger.clone(), Arc::clone(&is_over));
        async move {
            let mut seed = 10;
            while !is_over.load(Ordering::Relaxed) {
                append_history(&ledger, seed, 10).await;
                seed += 1;
            }
        }
    });
    for _ in 0..5 {
        let rebuilt = projector.rebuild("toy_tally", Swap::Yes, |_| {}).await.unwrap();
        assert!(rebuilt.parity.unwrap()[0].is_none());
        sleep(Duration::from_millis(20)).await;
    }
    is_over.store(true, Ordering::Relaxed);
    assert!(reading.await.unwrap() > 10);
    writing.await.unwrap();
    reach(&projector, ledger.head().await.unwrap()).await;
    assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
    running.shutdown().await;
}

/// The first build, without anybody who follows the log: what `rebuild --ahead` does with a new version.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_build_ahead_stands_ready_for_the_program_that_will_use_it(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let last = append_history(&ledger, 1, 300).await;
    let ahead = projector(&ledger, "ahead", toys(), BRIEF).await;
    for name in ["toy_tally", "toy_label"] {
        let rebuilt = ahead.rebuild(name, Swap::Yes, |_| {}).await.unwrap();
        assert_eq!((rebuilt.parity, rebuilt.position), (Err(NotCompared::NothingInUse), last));
    }
    assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
    assert_eq!(status(&ahead, "toy_tally").await.state, State::Running);
    let running = ahead.start();
    reach(&ahead, append_history(&ledger, 2, 30).await).await;
    assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
    running.shutdown().await;
}

/// The first is cut off in the middle; its lease keeps others away until it runs out, and what it left is thrown away.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn two_rebuilds_of_one_model_do_not_meet(owner: PgPool) {
    let ledger = ledger(&owner).await;
    append_history(&ledger, 1, 300).await;
    let one = projector(&ledger, "one", toys(), BRIEF).await;
    let other = projector(&ledger, "other", toys(), BRIEF).await;
    let is_building = Arc::new(Notify::new());
    let notify = Arc::clone(&is_building);
    tokio::select! {
        rebuilt = one.rebuild("toy_tally", Swap::Yes, move |_| notify.notify_one()) => panic!("{rebuilt:?}"),
        () = is_building.notified() => {}
    }
    assert_eq!(status(&other, "toy_tally").await.state, State::Building);
    let busy = other.rebuild("toy_tally", Swap::Yes, |_| {}).await;
    assert!(matches!(busy, Err(Error::Busy("toy_tally"))), "{busy:?}");
    other.rebuild("toy_label", Swap::Yes, |_| {}).await.unwrap();
    sleep(BRIEF.lease).await;
    other.rebuild("toy_tally", Swap::Yes, |_| {}).await.unwrap();
    assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
}

/// Both ways to build: all rows in memory, and range by range.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_first_build_ends_just_before_an_event_that_cannot_be_folded(owner: PgPool) {
    let ledger = ledger(&owner).await;
    append_history(&ledger, 1, 900).await;
    let poison = append(&ledger, 3, "Bitter", 0).await;
    let last = append_history(&ledger, 2, 500).await;
    let log = whole_log(&ledger).await;
    let before = Contents::of(&log[..usize::try_from(poison - 1).unwrap()]);
    for rebuild_bytes in [LONG.rebuild_bytes, 1] {
        let projector = projector(&ledger, "one", toys(), Bounds { rebuild_bytes, ..LONG }).await;
        let running = projector.start();
        reach_one(&projector, "toy_tally", poison - 1).await;
        assert_eq!(stopped(&projector, "toy_tally").await.0, poison);
        reach_one(&projector, "toy_label", last).await;
        assert_eq!(contents(&ledger).await.tallies, before.tallies);
        projector.skip("toy_tally", poison, "me").await.unwrap();
        reach(&projector, last).await;
        assert_eq!(contents(&ledger).await, Contents::of(&log));
        running.shutdown().await;
        sqlx::raw_sql("drop schema read_toy_tally_v1 cascade; delete from projector.skipped")
            .execute(ledger.pool())
            .await
            .unwrap();
    }
}
