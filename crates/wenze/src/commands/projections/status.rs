//! `wenze projections status`.

use std::process::ExitCode;

use serde_json::json;
use wenze_projector::{State, Status};

use crate::node::Node;
use crate::{Shared, report};

/// Tells how each model stands; fails when one is stopped, so that a script sees it.
pub(super) async fn run(shared: &Shared, node: &Node) -> anyhow::Result<ExitCode> {
    let all = node.projector.status().await?;
    if shared.json {
        report::json(&all.iter().map(document).collect::<Vec<_>>())?;
    } else {
        all.iter().for_each(print);
    }
    let is_stopped = all.iter().any(|status| matches!(status.state, State::Stopped { .. }));
    Ok(if is_stopped { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn print(status: &Status) {
    let owner = status.owner.as_deref().map_or("folded by nobody now".to_owned(), |owner| format!("folded by {owner}"));
    let rebuilding = match status.built {
        Some(built) if status.is_rebuilding => format!(", being rebuilt: {} of {}", built.done, built.total),
        Some(built) => format!(", {} of {} read", built.done, built.total),
        None => String::new(),
    };
    println!(
        "{} v{}: {} at {} of {}, {} behind ({:.1} s), {owner}{rebuilding}",
        status.name,
        status.version,
        word(&status.state),
        status.position,
        status.head,
        status.lag,
        status.lag_seconds
    );
    if let State::Stopped { position, reason } = &status.state {
        println!("  stopped before the event at {position}: {reason}");
        println!("  mend it with a new program, or: wenze projections skip {} {position} --by NAME", status.name);
    }
    for skip in &status.skipped {
        println!("  left out: the event at {}, by {} on {}: {}", skip.position, skip.by, skip.at, skip.reason);
    }
    if let Some(kept) = status.kept {
        println!(
            "  replaced tables up to {} are kept until {}: wenze projections rollback {}",
            kept.position, kept.until, status.name
        );
    }
    for other in &status.others {
        let folded = if other.is_folded { "folded now" } else { "folded by nobody now" };
        println!("  v{} is there too, at {}, {folded}", other.version, other.position);
    }
}

fn word(state: &State) -> &'static str {
    match state {
        State::Absent => "absent",
        State::Building => "building",
        State::Running => "running",
        State::Stopped { .. } => "stopped",
    }
}

fn document(status: &Status) -> serde_json::Value {
    let stopped = match &status.state {
        State::Stopped { position, reason } => Some(json!({ "position": position, "reason": reason })),
        _ => None,
    };
    let skips = status.skipped.iter();
    let others = status.others.iter();
    json!({
        "model": status.name,
        "version": status.version,
        "state": word(&status.state),
        "position": status.position,
        "head": status.head,
        "lag_events": status.lag,
        "lag_seconds": status.lag_seconds,
        "owner": status.owner,
        "rebuilding": status.is_rebuilding,
        "built": status.built.map(|built| json!({ "done": built.done, "total": built.total })),
        "stopped": stopped,
        "skipped": skips.map(|s| json!({ "position": s.position, "by": s.by, "at": s.at, "reason": s.reason })).collect::<Vec<_>>(),
        "kept": status.kept.map(|k| json!({ "position": k.position, "replaced_at": k.replaced_at, "until": k.until })),
        "others": others
            .map(|o| json!({ "version": o.version, "position": o.position, "folded": o.is_folded, "used_at": o.used_at }))
            .collect::<Vec<_>>(),
    })
}
