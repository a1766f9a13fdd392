//! A process that dies anywhere loses nothing and folds nothing twice.

use std::time::Duration;

use sqlx::PgPool;
use tokio::time::sleep;
use wenze_projector::{Bounds, Waited};

use crate::setting::{BRIEF, PATIENCE, append_history, contents, ledger, projector, reach, toys, whole_log};
use crate::toys::Contents;

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn crashes_between_and_inside_batches_lose_nothing(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let bounds = Bounds { lease: Duration::from_millis(60), batch_events: 3, ..BRIEF };
    let mut last = append_history(&ledger, 1, 20).await;
    for crash in 0..20 {
        last = append_history(&ledger, crash, 40).await;
        let projector = projector(&ledger, "mortal", toys(), bounds).await;
        let running = projector.start();
        sleep(Duration::from_millis(60 + crash * 9)).await;
        drop(running);
    }
    let projector = projector(&ledger, "survivor", toys(), bounds).await;
    let running = projector.start();
    reach(&projector, last).await;
    assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
    running.shutdown().await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn lost_connections_only_make_it_slower(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let projector = projector(&ledger, "one", toys(), BRIEF).await;
    let running = projector.start();
    for seed in 1..6 {
        append_history(&ledger, seed, 30).await;
        sqlx::query("select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'read_toy%'")
            .execute(&owner)
            .await
            .unwrap();
    }
    reach(&projector, ledger.head().await.unwrap()).await;
    assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
    running.shutdown().await;
}

/// Dropping every `read_*` schema loses nothing, nor does dropping the engine's own.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn dropped_schemas_are_built_again(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let last = append_history(&ledger, 1, 60).await;
    for dropped in ["read_toy_tally_v1", "read_toy_label_v1", "projector"] {
        let projector = projector(&ledger, "one", toys(), BRIEF).await;
        let running = projector.start();
        reach(&projector, last).await;
        assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
        if dropped != "projector" {
            // Under the feet of a running process.
            sqlx::raw_sql(sqlx::AssertSqlSafe(format!("drop schema {dropped} cascade")))
                .execute(ledger.pool())
                .await
                .unwrap();
            let last = append_history(&ledger, 2, 20).await;
            sleep(Duration::from_millis(300)).await;
            reach(&projector, last).await;
            assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
        }
        running.shutdown().await;
    }
    sqlx::raw_sql("drop schema projector cascade").execute(ledger.pool()).await.unwrap();
    let projector = projector(&ledger, "one", toys(), BRIEF).await;
    let running = projector.start();
    let head = ledger.head().await.unwrap();
    assert_eq!(projector.wait_for("toy_tally", head, PATIENCE).await.unwrap(), Waited::Reached);
    reach(&projector, head).await;
    assert_eq!(contents(&ledger).await, Contents::of(&whole_log(&ledger).await));
    running.shutdown().await;
}
