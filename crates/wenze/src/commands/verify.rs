//! `wenze verify`: the whole log against itself.

use std::process::ExitCode;

use serde_json::json;

use crate::node::Node;
use crate::{Shared, report};

pub(crate) async fn run(shared: &Shared) -> anyhow::Result<ExitCode> {
    let node = Node::open(shared).await?;
    let head = node.casework.ledger().head().await?;
    let bar = report::bar("verifying", u64::try_from(head).unwrap_or(0));
    let found = node.casework.verify(|position| bar.set_position(u64::try_from(position).unwrap_or(0))).await;
    bar.finish_and_clear();
    let bar = report::spinner("reading every evidence file");
    let files = node.casework.check_files(|done| bar.set_position(done)).await;
    bar.finish_and_clear();
    node.close().await?;
    let (found, files) = (found?, files?);
    let is_sound = found.is_sound() && files.faults_total == 0;
    let lost: Vec<String> = report::lost_files(&files).collect();
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
            "sound": is_sound,
            "files": { "sound": files.sound, "erased": files.erased, "faults_total": files.faults_total, "faults": lost },
            "faults_total": found.faults_total,
            "faults": faults,
        }))?;
    } else {
        println!("{} events in {} batches, last position {}", found.events, found.batches, found.head);
        for fault in &found.faults {
            let place = fault.position.map(|p| format!(" at {p}")).unwrap_or_default();
            println!("FAULT {:?}{place}: {}", fault.kind, fault.detail);
        }
        for line in &lost {
            println!("FAULT {line}");
        }
        if is_sound {
            println!("Every event is as it was recorded, every file as it was stored.");
        } else {
            let total = found.faults_total as u64 + files.faults_total;
            println!("{total} faults; keep this database as it is and compare it with a backup.");
        }
    }
    Ok(if is_sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
