//! An event that cannot be folded stops one projection, at that event, until a person or a new program decides.

use std::time::Duration;

use sqlx::PgPool;
use tokio::time::{Instant, sleep};
use wenze_projector::{Error, Models, State, Swap, Waited};

use crate::setting::{
    BRIEF, LONG, PATIENCE, append, append_all, contents, ledger, projector, reach, reach_one, status, stopped, toys,
    whole_log,
};
use crate::toys::{Contents, Labels, Tally};

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn poison_stops_one_and_not_the_other_and_keeps_what_came_before(owner: PgPool) {
    for (kind, reason) in
        [("Bitter", "it is too bitter"), ("Undecodable", "it cannot be decoded"), ("Panics", "the projection panicked")]
    {
        let ledger = ledger(&owner).await;
        let projector = projector(&ledger, "one", toys(), LONG).await;
        let running = projector.start();
        append_all(&ledger, &[(1, "Added", 1), (2, "Added", 1), (1, "Added", 1)]).await;
        let poison = append(&ledger, 1, kind, 0).await;
        let last = append_all(&ledger, &[(2, "Added", 5), (1, "Added", 5)]).await;
        assert_eq!(stopped(&projector, "toy_tally").await, (poison, reason.to_owned()));
        assert_eq!(projector.wait_for("toy_label", last, PATIENCE).await.unwrap(), Waited::Reached);
        assert_eq!(projector.wait_for("toy_tally", last, PATIENCE).await.unwrap(), Waited::Stopped(poison - 1));
        let log = whole_log(&ledger).await;
        let before = Contents::of(&log[..usize::try_from(poison - 1).unwrap()]);
        assert_eq!(contents(&ledger).await.tallies, before.tallies);
        assert!(matches!(projector.skip("toy_tally", last, "me").await, Err(Error::NotStopped { .. })));
        projector.skip("toy_tally", poison, "me").await.unwrap();
        reach(&projector, last).await;
        assert_eq!(contents(&ledger).await, Contents::of(&log));
        running.shutdown().await;
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn rows_that_the_database_refuses_stop_at_the_event_they_came_from(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let projector = projector(&ledger, "one", toys(), LONG).await;
    append_all(&ledger, &[(1, "Added", 1), (2, "Added", 2), (3, "Added", 3)]).await;
    let huge = append(&ledger, 2, "Added", i64::from(i32::MAX)).await;
    let last = append_all(&ledger, &[(1, "Added", 1), (3, "Added", 1)]).await;
    let reason = "the database refused its rows: SQLSTATE 22003".to_owned();

    // First while the tables are built, where many rows go in at once.
    let running = projector.start();
    assert_eq!(stopped(&projector, "toy_tally").await, (huge, reason.clone()));
    projector.skip("toy_tally", huge, "me").await.unwrap();
    reach(&projector, last).await;

    // Then as it comes.
    let huge = append(&ledger, 1, "Added", i64::from(i32::MAX)).await;
    let last = append(&ledger, 1, "Added", 1).await;
    assert_eq!(stopped(&projector, "toy_tally").await, (huge, reason));
    projector.skip("toy_tally", huge, "me").await.unwrap();
    reach(&projector, last).await;
    running.shutdown().await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_skipped_event_stays_out_of_a_refold_and_of_a_rebuild(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let projector = projector(&ledger, "one", toys(), LONG).await;
    let running = projector.start();
    append_all(&ledger, &[(1, "Added", 1), (1, "Added", 2)]).await;
    let huge = append(&ledger, 1, "Added", i64::from(i32::MAX)).await;
    stopped(&projector, "toy_tally").await;
    projector.skip("toy_tally", huge, "me").await.unwrap();
    let last = append(&ledger, 1, "Voided", 1).await;
    reach(&projector, last).await;
    let tallies = contents(&ledger).await.tallies;
    assert_eq!(tallies.values().copied().collect::<Vec<_>>(), [(1, 2)]);
    let rebuilt = projector.rebuild("toy_tally", Swap::Yes, |_| {}).await.unwrap();
    assert!(rebuilt.parity.unwrap().iter().all(wenze_projector::Difference::is_none));
    assert_eq!(contents(&ledger).await.tallies, tallies);
    running.shutdown().await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_new_program_tries_again_and_an_old_one_does_not(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let old = projector(&ledger, "old", toys(), BRIEF).await;
    append(&ledger, 1, "Added", 1).await;
    let poison = append(&ledger, 1, "Bitter", 0).await;
    let last = append(&ledger, 1, "Added", 1).await;
    // A build ahead fails, and says so to those who look.
    let ahead = old.rebuild("toy_tally", Swap::Yes, |_| {}).await;
    assert!(matches!(ahead, Err(Error::Poisoned { position, .. }) if position == poison), "{ahead:?}");
    assert_eq!(stopped(&old, "toy_tally").await.0, poison);
    // Who must serve has the tables up to there.
    let running = old.start();
    reach_one(&old, "toy_tally", poison - 1).await;
    assert_eq!(old.wait_for("toy_tally", last, PATIENCE).await.unwrap(), Waited::Stopped(poison - 1));
    // Models are built one at a time, so the other may not be there yet.
    reach_one(&old, "toy_label", last).await;
    assert_eq!(contents(&ledger).await.tallies.values().copied().collect::<Vec<_>>(), [(1, 1)]);
    running.shutdown().await;
    let knowing = Models::new().with(Tally { bears_bitter: true, ..Tally::default() }).with(Labels);
    let new = projector(&ledger, "new", knowing, BRIEF).await;
    let running = new.start();
    // Who looks before it has tried again still sees it stopped.
    let deadline = Instant::now() + PATIENCE;
    while new.wait_for("toy_tally", last, PATIENCE).await.unwrap() != Waited::Reached {
        assert!(Instant::now() < deadline, "{:?}", status(&new, "toy_tally").await);
        sleep(Duration::from_millis(20)).await;
    }
    reach(&new, last).await;
    assert_eq!(status(&new, "toy_tally").await.state, State::Running);
    assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
    running.shutdown().await;
}
