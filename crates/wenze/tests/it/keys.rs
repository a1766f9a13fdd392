//! A master key takes the place of another while a node serves.

use std::time::Duration;

use serde_json::json;
use sqlx::PgPool;

use crate::load::Load;
use crate::program::Installation;

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_rotation_is_killed_and_goes_on_while_a_node_records_and_reads(owner: PgPool) {
    let installation = Installation::on(&owner);
    let node = installation.serve().await;
    let load = Load::on(node.address);
    load.go_on(20).await;
    // Killed when it has just begun, or when it waits for nodes to read the file again: nobody notices either.
    for after in [150, 700] {
        installation.killed(&["keys", "rotate"], Duration::from_millis(after)).await;
        load.go_on(10).await;
    }
    let (standing, is_done) = installation.run(&["keys", "rotate"]).await;
    assert!(is_done && standing["current"] != 1, "{standing:#}");
    let current = standing["current"].clone();
    let wrapped = standing["wrapped"].as_array().unwrap();
    assert!(wrapped.iter().all(|one| one["master"] == current) && !wrapped.is_empty(), "{standing:#}");
    load.go_on(10).await;
    let said = installation.refused(&["keys", "retire", &current.to_string()]).await;
    assert!(said.contains("wraps what is new"), "{said}");
    let (standing, is_done) = installation.run(&["keys", "retire", "1"]).await;
    assert!(is_done && !standing["held"].as_array().unwrap().contains(&json!(1)), "{standing:#}");
    load.go_on(10).await;
    let (recorded, reads) = load.end().await;
    assert!(recorded >= 60 && reads > 0, "{recorded} {reads}");
    // Every text opens with what is held now.
    let (doctor, _) = installation.run(&["doctor"]).await;
    let checks = doctor["checks"].as_array().unwrap();
    for what in ["vault", "keys", "erasures"] {
        let check = checks.iter().find(|check| check["what"] == what).unwrap();
        assert_eq!(check["sound"], true, "{check:#}");
    }
    node.stop().await;
}
