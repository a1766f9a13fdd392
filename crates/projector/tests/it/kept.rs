//! Tables that a rebuild replaced are kept for a time, and taken back by one call.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection, PgPool};
use tokio::sync::Notify;
use tokio::time::sleep;
use wenze_projector::{Bounds, Difference, Error, Models, Phase, Swap};

use crate::setting::{
    BRIEF, LONG, append, append_history, contents, ledger, projector, reach, status, toys, whole_log,
};
use crate::toys::{Contents, Labels, Tally};

/// A program that counts one too many.
fn faulty() -> Models {
    Models::new().with(Tally { fault: 1, ..Tally::default() }).with(Labels)
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_rebuild_is_taken_back_by_one_call_and_so_is_that(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let sound = projector(&ledger, "sound", toys(), LONG).await;
    let running = sound.start();
    reach(&sound, append_history(&ledger, 1, 60).await).await;
    assert!(matches!(sound.roll_back("toy_tally", |_| {}).await, Err(Error::NothingKept("toy_tally"))));
    running.shutdown().await;
    // A mistaken program rebuilds; meanwhile the log goes on.
    let mistaken = projector(&ledger, "mistaken", faulty(), LONG).await;
    let rebuilt = mistaken.rebuild("toy_tally", Swap::Yes, |_| {}).await.unwrap();
    assert!(rebuilt.parity.unwrap()[0].changed > 0);
    let kept = status(&sound, "toy_tally").await.kept.unwrap();
    assert_eq!(kept.position, rebuilt.position);
    assert_eq!(kept.until - kept.replaced_at, chrono::TimeDelta::hours(1));
    let last = append_history(&ledger, 2, 30).await;
    let running = sound.start();
    let back = sound.roll_back("toy_tally", |_| {}).await.unwrap();
    assert!(back.is_swapped && back.parity.unwrap()[0].changed > 0);
    reach(&sound, last).await;
    assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
    // What was in use is kept now: taken back too, the mistaken rows are there again.
    let again = sound.roll_back("toy_tally", |_| {}).await.unwrap();
    assert!(again.parity.unwrap()[0].changed > 0);
    assert_ne!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
    running.shutdown().await;
}

/// The process is cut off while it takes tables back; the next attempt finishes, and a rebuild instead is sound as well.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn taking_back_that_is_cut_off_loses_nothing(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let projector = projector(&ledger, "one", toys(), BRIEF).await;
    let running = projector.start();
    for round in 0..2 {
        reach(&projector, append_history(&ledger, round, 40).await).await;
        projector.rebuild("toy_tally", Swap::Yes, |_| {}).await.unwrap();
        reach(&projector, append_history(&ledger, round + 10, 40).await).await;
        let is_returning = Arc::new(Notify::new());
        let notify = Arc::clone(&is_returning);
        tokio::select! {
            back = projector.roll_back("toy_tally", move |_| notify.notify_one()) => panic!("{back:?}"),
            () = is_returning.notified() => {}
        }
        sleep(BRIEF.lease * 2).await;
        if round == 0 {
            let back = projector.roll_back("toy_tally", |_| {}).await.unwrap();
            assert!(back.parity.unwrap().iter().all(Difference::is_none));
        } else {
            projector.rebuild("toy_tally", Swap::CompareOnly, |_| {}).await.unwrap();
            assert!(matches!(projector.roll_back("toy_tally", |_| {}).await, Err(Error::NothingKept(_))));
        }
        assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
    }
    running.shutdown().await;
}

/// The kept tables cannot fold what was recorded since: they stay kept, and those in use stay in use.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn tables_that_cannot_catch_up_are_not_taken_back(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let knowing = Models::new().with(Tally { bears_bitter: true, ..Tally::default() }).with(Labels);
    let knowing = projector(&ledger, "knowing", knowing, LONG).await;
    let running = knowing.start();
    reach(&knowing, append_history(&ledger, 1, 20).await).await;
    knowing.rebuild("toy_tally", Swap::Yes, |_| {}).await.unwrap();
    let before = status(&knowing, "toy_tally").await.kept.unwrap();
    let bitter = append(&ledger, 1, "Bitter", 0).await;
    let last = append(&ledger, 1, "Added", 1).await;
    reach(&knowing, last).await;
    let other = projector(&ledger, "other", toys(), LONG).await;
    let back = other.roll_back("toy_tally", |_| {}).await;
    assert!(matches!(back, Err(Error::Poisoned { position, .. }) if position == bitter), "{back:?}");
    let after = status(&knowing, "toy_tally").await.kept.unwrap();
    assert!(after.position >= before.position && after.position < bitter);
    assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
    knowing.roll_back("toy_tally", |_| {}).await.unwrap();
    assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
    running.shutdown().await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn replaced_tables_go_when_their_time_is_over(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let patient = projector(&ledger, "patient", toys(), LONG).await;
    let hasty = projector(&ledger, "hasty", toys(), Bounds { kept: Duration::ZERO, ..LONG }).await;
    append_history(&ledger, 1, 20).await;
    patient.rebuild("toy_tally", Swap::Yes, |_| {}).await.unwrap();
    patient.rebuild("toy_tally", Swap::Yes, |_| {}).await.unwrap();
    assert_eq!(patient.retire().await.unwrap(), Vec::<String>::new());
    assert_eq!(hasty.retire().await.unwrap(), ["read_toy_tally_v1_old"]);
    assert_eq!(status(&patient, "toy_tally").await.kept, None);
    assert!(matches!(patient.roll_back("toy_tally", |_| {}).await, Err(Error::NothingKept(_))));
}

/// While the tables are compared, which may take long, the model goes on: the comparison looks at one moment.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_model_goes_on_while_its_tables_are_compared(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let projector = projector(&ledger, "one", toys(), LONG).await;
    let running = projector.start();
    reach(&projector, append_history(&ledger, 1, 60).await).await;
    let (is_comparing, comparing) = tokio::sync::oneshot::channel();
    let is_comparing = std::sync::Mutex::new(Some(is_comparing));
    let options = (*ledger.pool().connect_options()).clone();
    let building = tokio::spawn({
        let projector = projector.clone();
        async move {
            let tell = move |progress: wenze_projector::Progress| {
                if progress.phase == Phase::Compare {
                    let held = is_comparing.lock().unwrap().take().unwrap();
                    held.send(hold_next_tables(options.clone())).unwrap();
                }
            };
            projector.rebuild("toy_tally", Swap::Yes, tell).await.unwrap()
        }
    });
    let release = comparing.await.unwrap();
    let last = append_history(&ledger, 2, 20).await;
    reach(&projector, last).await;
    assert!(!building.is_finished(), "the comparison did not wait for the lock");
    assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
    release.send(()).unwrap();
    let rebuilt = building.await.unwrap();
    assert!(rebuilt.position >= last && rebuilt.parity.unwrap().iter().all(Difference::is_none));
    reach(&projector, append_history(&ledger, 3, 10).await).await;
    assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
    running.shutdown().await;
}

/// Locks the new tables from a thread of its own, so that reading them waits, until something is sent.
fn hold_next_tables(options: PgConnectOptions) -> mpsc::Sender<()> {
    let (is_held, held) = mpsc::channel();
    let (release, released) = mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut connection = PgConnection::connect_with(&options).await.unwrap();
            let mut transaction = connection.begin().await.unwrap();
            let lock = "lock table read_toy_tally_v1_next.toy_tally in access exclusive mode";
            sqlx::raw_sql(lock).execute(&mut *transaction).await.unwrap();
            is_held.send(()).unwrap();
            let _ = released.recv();
            transaction.rollback().await.unwrap();
        });
    });
    held.recv().unwrap();
    release
}
