//! Following the log: what is stored, and waiting for it.

use std::time::Duration;

use sqlx::PgPool;
use wenze_projector::{Bounds, Error, State, Waited};

use crate::setting::{
    LONG, PATIENCE, append, append_all, append_history, contents, ledger, projector, reach, status, toys, whole_log,
};
use crate::toys::{Contents, Tally};

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_is_folded_as_it_comes_is_what_the_histories_say(owner: PgPool) {
    let ledger = ledger(&owner).await;
    append_history(&ledger, 1, 100).await;
    let projector = projector(&ledger, "one", toys(), LONG).await;
    let running = projector.start();
    for seed in 2..6 {
        let last = append_history(&ledger, seed, 80).await;
        reach(&projector, last).await;
        assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
    }
    running.shutdown().await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_voiding_takes_away_the_row_that_only_the_voided_event_made(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let projector = projector(&ledger, "one", toys(), LONG).await;
    let running = projector.start();
    reach(&projector, append_all(&ledger, &[(1, "Added", 3), (1, "Added", 4)]).await).await;
    assert_eq!(contents(&ledger).await.labels.len(), 2);
    reach(&projector, append_all(&ledger, &[(1, "Voided", 1), (1, "Added", 9)]).await).await;
    let labels: Vec<_> = contents(&ledger).await.labels.into_iter().map(|((_, label), sum)| (label, sum)).collect();
    assert_eq!(labels, [(4, 13)]);
    running.shutdown().await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn waiting_ends_when_the_event_is_in_or_the_time_is_over(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let folding = projector(&ledger, "folding", toys(), LONG).await;
    let reading = projector(&ledger, "reading", toys(), LONG).await;
    let first = append(&ledger, 1, "Added", 1).await;
    let brief = Duration::from_millis(60);
    assert_eq!(reading.wait_for("toy_tally", first, brief).await.unwrap(), Waited::Behind(0));
    assert_eq!(status(&reading, "toy_tally").await.state, State::Absent);
    let running = folding.start();
    assert_eq!(reading.wait_for("toy_tally", first, PATIENCE).await.unwrap(), Waited::Reached);
    assert_eq!(reading.wait_for("toy_tally", first + 1, brief).await.unwrap(), Waited::Behind(first));
    let waiting = tokio::spawn({
        let folding = folding.clone();
        async move { folding.wait_for("toy_tally", first + 1, PATIENCE).await.unwrap() }
    });
    append(&ledger, 1, "Added", 1).await;
    assert_eq!(waiting.await.unwrap(), Waited::Reached);
    running.shutdown().await;
    let last = append(&ledger, 1, "Added", 1).await;
    let behind = status(&reading, "toy_tally").await;
    assert_eq!((behind.position, behind.head, behind.lag, behind.owner), (last - 1, last, 1, None));
    assert!(matches!(reading.wait_for("nothing", 1, brief).await, Err(Error::Unknown(_))));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_name_stands_once(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let twice = toys().with(Tally::default());
    let refused = wenze_projector::Projector::new(ledger, twice, "one", Bounds::default()).await;
    assert!(matches!(refused, Err(Error::NamedTwice("toy_tally"))), "{refused:?}");
}
