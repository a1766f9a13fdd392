//! Everything that is shown can be thrown away and made again from the record.

use sqlx::PgPool;
use wenze_projector::{Difference, Swap};
use wenze_tests::generated;
use wenze_tests::node::Node;
use wenze_tests::questions::{assert_sound, assert_views_are_a_replay};
use wenze_tests::tables::{contents, run, schemas};

const SEED: u64 = 20_190_901;
const CASES: usize = 48;

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn and_come_back_the_same(owner: PgPool) {
    let mut node = Node::beside(&owner).await;
    node.start_views();
    generated::record(&node.casework, SEED, CASES).await;
    assert_put_right(&owner).await;
    node.caught_up().await;
    let folded = contents(&owner, &["read%"]).await;
    assert!(folded.values().all(|rows| !rows.is_empty()), "a table is empty: nothing would be proved");
    assert_views_are_a_replay(&node, &owner).await;

    // Built anew beside those that were folded event by event, and compared row by row.
    for view in node.projector.status().await.unwrap() {
        let rebuilt = node.projector.rebuild(view.name, Swap::CompareOnly, |_| ()).await.unwrap();
        let parity = rebuilt.parity.unwrap();
        assert!(parity.iter().all(Difference::is_none), "{}: {parity:?}", view.name);
    }
    node.close().await;

    for schema in ["read%", "projector"] {
        for schema in schemas(&owner, schema).await {
            run(&owner, format!("drop schema {schema} cascade")).await;
        }
    }
    assert!(contents(&owner, &["read%", "projector"]).await.is_empty());
    let mut node = Node::beside(&owner).await;
    node.start_views();
    node.caught_up().await;
    let again = contents(&owner, &["read%"]).await;
    assert_eq!(folded.keys().collect::<Vec<_>>(), again.keys().collect::<Vec<_>>());
    for (table, rows) in &folded {
        assert!(again[table] == *rows, "{table} came back otherwise");
    }
    assert_sound(&node).await;
    node.close().await;
}

/// The world must hold what changes earlier events, or folding as it comes is all too easy.
async fn assert_put_right(owner: &PgPool) {
    for kind in ["RecordCorrected", "RecordVoided", "CasesLinked"] {
        let events: i64 = sqlx::query_scalar("select count(*) from log.event where kind = $1")
            .bind(kind)
            .fetch_one(owner)
            .await
            .unwrap();
        assert!(events > 0, "no {kind} in this world");
    }
}
