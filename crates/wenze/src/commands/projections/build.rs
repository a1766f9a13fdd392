//! Building read models anew, comparing them, and taking them back.

use std::process::ExitCode;

use indicatif::ProgressBar;
use serde_json::json;
use wenze_projector::{Difference, NotCompared, Progress, Projector, Rebuilt, State, Swap};

use crate::node::Node;
use crate::{Shared, report};

/// Builds models anew and swaps; with `ahead` only those whose tables this program lacks.
pub(super) async fn rebuild(shared: &Shared, node: &Node, named: &[String], ahead: bool) -> anyhow::Result<ExitCode> {
    let models = if ahead { lacking(&node.projector, named).await? } else { all(&node.projector, named).await? };
    let mut done = Vec::new();
    for name in models {
        let bar = report::bar("rebuilding", 0);
        done.push(node.projector.rebuild(&name, Swap::Yes, telling(&bar)).await?);
        bar.finish_and_clear();
    }
    told(shared, &done, "in use now")?;
    Ok(ExitCode::SUCCESS)
}

/// Fails when tables in use are not what the log makes of them, or could not be compared with it.
pub(super) async fn compare(shared: &Shared, node: &Node, named: &[String]) -> anyhow::Result<ExitCode> {
    let mut done = Vec::new();
    for name in all(&node.projector, named).await? {
        let bar = report::bar("comparing", 0);
        done.push(node.projector.rebuild(&name, Swap::CompareOnly, telling(&bar)).await?);
        bar.finish_and_clear();
    }
    told(shared, &done, "compared")?;
    let is_alike =
        done.iter().all(|one| one.parity.as_ref().is_ok_and(|tables| tables.iter().all(Difference::is_none)));
    Ok(if is_alike { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Takes back what rebuilds replaced.
pub(super) async fn roll_back(shared: &Shared, node: &Node, named: &[String]) -> anyhow::Result<ExitCode> {
    let mut done = Vec::new();
    for name in named {
        let bar = report::bar("taking back", 0);
        done.push(node.projector.roll_back(name, telling(&bar)).await?);
        bar.finish_and_clear();
    }
    told(shared, &done, "taken back, in use now")?;
    Ok(ExitCode::SUCCESS)
}

/// The models named, or all.
async fn all(projector: &Projector, named: &[String]) -> anyhow::Result<Vec<String>> {
    if named.is_empty() {
        return Ok(projector.status().await?.into_iter().map(|status| status.name.to_owned()).collect());
    }
    Ok(named.to_vec())
}

/// Those of them whose tables are not there.
async fn lacking(projector: &Projector, named: &[String]) -> anyhow::Result<Vec<String>> {
    let statuses = projector.status().await?;
    let is_wanted = |name: &str| named.is_empty() || named.iter().any(|one| one == name);
    let lacks = statuses.iter().filter(|status| is_wanted(status.name));
    for status in lacks.clone().filter(|status| status.state != State::Absent) {
        eprintln!("{} v{}: its tables are there, nothing to build", status.name, status.version);
    }
    Ok(lacks.filter(|status| status.state == State::Absent).map(|status| status.name.to_owned()).collect())
}

fn telling(bar: &ProgressBar) -> impl Fn(Progress) + Send + Sync + 'static {
    let bar = bar.clone();
    move |progress: Progress| {
        bar.set_length(u64::try_from(progress.total).unwrap_or(0));
        bar.set_position(u64::try_from(progress.done).unwrap_or(0));
    }
}

fn told(shared: &Shared, done: &[Rebuilt], state: &str) -> anyhow::Result<()> {
    if shared.json {
        return report::json(&done.iter().map(document).collect::<Vec<_>>());
    }
    for one in done {
        println!(
            "{} v{}: {} events, {} rows, {:.1} s, {state}",
            one.name, one.version, one.events, one.rows, one.seconds
        );
        if let Err(why) = &one.parity {
            println!("  not compared: {why}");
        }
        for table in one.parity.iter().flatten().filter(|table| !table.is_none() || !table.uncompared.is_empty()) {
            println!("  {}", difference_line(one, table));
        }
    }
    Ok(())
}

fn difference_line(one: &Rebuilt, table: &Difference) -> String {
    let against = one.compared_with.filter(|version| *version != one.version);
    let against = against.map(|version| format!(" against v{version}")).unwrap_or_default();
    let uncompared = if table.uncompared.is_empty() {
        String::new()
    } else {
        format!("; only one of them has {}", table.uncompared.join(", "))
    };
    format!(
        "{}{against}: {} missing, {} added, {} changed: {:?}{uncompared}",
        table.table, table.missing, table.added, table.changed, table.keys
    )
}

fn document(one: &Rebuilt) -> serde_json::Value {
    json!({
        "model": one.name,
        "version": one.version,
        "events": one.events,
        "rows": one.rows,
        "position": one.position,
        "in_use": one.is_swapped,
        "compared_with": one.compared_with,
        "not_compared": one.parity.as_ref().err().map(NotCompared::code),
        "parity": one.parity.as_ref().ok().map(|tables| tables.iter().map(difference).collect::<Vec<_>>()),
        "seconds": one.seconds,
    })
}

fn difference(table: &Difference) -> serde_json::Value {
    json!({
        "table": table.table,
        "old_rows": table.old_rows,
        "new_rows": table.new_rows,
        "missing": table.missing,
        "added": table.added,
        "changed": table.changed,
        "keys": table.keys,
        "uncompared": table.uncompared,
    })
}
