//! `wenze verify`: the whole log against itself.

use std::process::ExitCode;

use serde_json::json;

use crate::node::Node;
use crate::{Shared, report};

pub(crate) async fn run(shared: &Shared) -> anyhow::Result<ExitCode> {
    let node = Node::open(&shared.data).await?;
    let head = node.casework.ledger().head().await?;
    let bar = report::bar("verifying", u64::try_from(head).unwrap_or(0));
    let found = node.casework.verify(|position| bar.set_position(u64::try_from(position).unwrap_or(0))).await;
    bar.finish_and_clear();
    node.close().await?;
    let found = found?;
    if shared.json {
        let faults: Vec<_> = found
            .faults
            .iter()
            .map(|f| json!({ "kind": format!("{:?}", f.kind), "position": f.position, "detail": f.detail }))
            .collect();
        report::json(&json!({
            "events": found.events,
            "batches": found.batches,
            "head": found.head,
            "sound": found.is_sound(),
            "faults_total": found.faults_total,
            "faults": faults,
        }))?;
    } else {
        println!("{} events in {} batches, last position {}", found.events, found.batches, found.head);
        for fault in &found.faults {
            let place = fault.position.map(|p| format!(" at {p}")).unwrap_or_default();
            println!("FAULT {:?}{place}: {}", fault.kind, fault.detail);
        }
        if found.is_sound() {
            println!("Every event is as it was recorded.");
        } else {
            println!("{} faults; keep this database as it is and compare it with a backup.", found.faults_total);
        }
    }
    Ok(if found.is_sound() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
