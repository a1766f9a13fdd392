//! Two versions of one model side by side: the next program builds ahead while this one serves.

use std::sync::Arc;
use std::time::Duration;

use sqlx::{PgConnection, PgPool};
use tokio::sync::Semaphore;
use tokio::time::sleep;
use uuid::Uuid;
use wenze_ledger::{Recorded, Stream};
use wenze_projector::{
    Bounds, Folded, Models, NotCompared, Poison, Projection, Projector, Result, RowMap, Rows, State, Swap,
};

use crate::setting::{
    LONG, append, append_history, contents, ledger, projector, reach, reach_one, status, toys, whole_log,
};
use crate::toys::{Contents, Labels, Tallied, Tally};

/// The tally of the next program: a column more, and a mistake mended or made.
#[derive(Clone, Default)]
struct Second(Tally);

impl Projection for Second {
    const NAME: &'static str = Tally::NAME;
    const VERSION: i32 = 2;
    type Key = Uuid;
    type Row = Tallied;

    fn schema_sql(&self) -> &'static str {
        include_str!("toys_two.sql")
    }

    fn keys(&self, event: &Recorded) -> Result<Vec<Uuid>, Poison> {
        self.0.keys(event)
    }

    async fn load(&self, connection: &mut PgConnection, keys: &[Uuid]) -> Result<RowMap<Self>> {
        self.0.load(connection, keys).await
    }

    fn fold(&self, key: &Uuid, row: &mut Tallied, event: &Recorded) -> Result<Folded, Poison> {
        self.0.fold(key, row, event)
    }

    fn refold(&self, stream: &Stream, events: &[Recorded]) -> Result<Rows<Self>, Poison> {
        self.0.refold(stream, events)
    }

    async fn clear(&self, connection: &mut PgConnection, streams: &[Stream]) -> Result<()> {
        self.0.clear(connection, streams).await
    }

    async fn store(&self, connection: &mut PgConnection, rows: &mut [(Uuid, Self::Row)]) -> Result<()> {
        self.0.store(connection, rows).await
    }
}

async fn next_program(ledger: &wenze_ledger::Ledger, fault: i64, bounds: Bounds) -> Projector {
    let models = Models::new().with(Second(Tally { fault, ..Tally::default() })).with(Labels);
    projector(ledger, "next", models, bounds).await
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_new_version_is_built_ahead_while_the_old_one_serves_and_says_what_it_changes(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let old = projector(&ledger, "old", toys(), LONG).await;
    let serving = old.start();
    reach(&old, append_history(&ledger, 1, 80).await).await;
    for (fault, changes) in [(0, false), (1, true)] {
        let next = next_program(&ledger, fault, LONG).await;
        let built = next.rebuild("toy_tally", Swap::Yes, |_| {}).await.unwrap();
        assert_eq!((built.version, built.compared_with), (2, Some(1)));
        let table = &built.parity.unwrap()[0];
        assert_eq!((table.missing, table.added, table.changed > 0), (0, 0, changes), "{table:?}");
        assert_eq!((table.old_rows, table.uncompared.as_slice()), (12, ["remark".to_owned()].as_slice()));
        // The old program knows nothing of it and goes on.
        reach(&old, append_history(&ledger, 2, 20).await).await;
        assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
        let seen = status(&old, "toy_tally").await;
        assert_eq!(seen.others.iter().map(|other| (other.version, other.is_folded)).collect::<Vec<_>>(), [(2, false)]);
        sqlx::raw_sql("drop schema read_toy_tally_v2 cascade").execute(ledger.pool()).await.unwrap();
    }
    serving.shutdown().await;
}

/// The old program serves, and hangs before it stores what a permit of the gate lets through.
async fn serving_behind(ledger: &wenze_ledger::Ledger, gate: &Arc<Semaphore>) -> (Projector, i64) {
    let models = Models::new().with(Tally { gate: Some(Arc::clone(gate)), ..Tally::default() }).with(Labels);
    let old = projector(ledger, "old", models, LONG).await;
    let last = append_history(ledger, 1, 40).await;
    old.rebuild("toy_tally", Swap::Yes, |_| {}).await.unwrap();
    (old, last)
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_build_ahead_waits_for_a_program_that_is_a_moment_behind_and_compares(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let gate = Arc::new(Semaphore::new(0));
    let (old, last) = serving_behind(&ledger, &gate).await;
    let serving = old.start();
    append_history(&ledger, 2, 20).await;
    let next = next_program(&ledger, 1, LONG).await;
    let building = tokio::spawn({
        let next = next.clone();
        async move { next.rebuild("toy_tally", Swap::Yes, |_| {}).await.unwrap() }
    });
    // Longer than the build takes: it stands at the head, and what serves stands where it stood.
    sleep(Duration::from_secs(1)).await;
    assert_eq!((status(&old, "toy_tally").await.position, building.is_finished()), (last, false));
    gate.add_permits(100);
    let built = building.await.unwrap();
    assert_eq!(built.compared_with, Some(1));
    assert!(built.parity.unwrap()[0].changed > 0);
    serving.shutdown().await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_build_ahead_that_cannot_be_compared_says_why(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let gate = Arc::new(Semaphore::new(0));
    let (old, position) = serving_behind(&ledger, &gate).await;
    append_history(&ledger, 2, 20).await;
    let next = next_program(&ledger, 0, Bounds { compare_wait: Duration::from_millis(500), ..LONG }).await;
    let mut reasons = Vec::new();
    for is_serving in [false, true] {
        let serving = is_serving.then(|| old.start());
        sleep(Duration::from_millis(300)).await;
        let built = next.rebuild("toy_tally", Swap::CompareOnly, |_| {}).await.unwrap();
        assert_eq!(built.compared_with, None);
        reasons.push(built.parity.unwrap_err());
        drop(serving);
    }
    assert_eq!(
        reasons,
        [NotCompared::NotFolded { version: 1, position }, NotCompared::Behind { version: 1, position }]
    );
    assert_eq!(reasons.iter().map(NotCompared::code).collect::<Vec<_>>(), ["not-folded", "behind"]);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_old_program_takes_its_tables_up_again_where_it_left_them(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let old = projector(&ledger, "old", toys(), LONG).await;
    let serving = old.start();
    reach(&old, append_history(&ledger, 1, 40).await).await;
    let next = next_program(&ledger, 0, LONG).await;
    next.rebuild("toy_tally", Swap::Yes, |_| {}).await.unwrap();
    serving.shutdown().await;
    let serving = next.start();
    let last = append_history(&ledger, 2, 40).await;
    reach(&next, last).await;
    serving.shutdown().await;
    assert!(status(&old, "toy_tally").await.lag > 0);
    let serving = old.start();
    reach(&old, last).await;
    assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
    serving.shutdown().await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn tables_of_an_earlier_version_go_when_nobody_folded_them_for_long(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let old = projector(&ledger, "old", toys(), LONG).await;
    let serving = old.start();
    reach(&old, append(&ledger, 1, "Added", 1).await).await;
    let next = next_program(&ledger, 0, LONG).await;
    // While the old program serves, and while the new one has no tables of its own, nothing goes.
    let at_once = next_program(&ledger, 0, Bounds { kept: Duration::ZERO, ..LONG }).await;
    assert_eq!(at_once.retire().await.unwrap(), Vec::<String>::new());
    next.rebuild("toy_tally", Swap::Yes, |_| {}).await.unwrap();
    assert_eq!(at_once.retire().await.unwrap(), Vec::<String>::new());
    serving.shutdown().await;
    assert_eq!(next.retire().await.unwrap(), Vec::<String>::new(), "its time is not over");
    assert_eq!(at_once.retire().await.unwrap(), ["read_toy_tally_v1"]);
    assert_eq!(at_once.retire().await.unwrap(), Vec::<String>::new());
    // An old program that comes back all the same builds anew; a later version is nothing it may touch.
    let late = projector(&ledger, "late", toys(), Bounds { kept: Duration::ZERO, ..LONG }).await;
    assert_eq!(late.retire().await.unwrap(), Vec::<String>::new());
    let serving = late.start();
    reach_one(&late, "toy_tally", ledger.head().await.unwrap()).await;
    assert_eq!(status(&late, "toy_tally").await.state, State::Running);
    serving.shutdown().await;
}
