//! `wenze rebuild`: read models anew beside those in use, compared, then swapped.

use std::process::ExitCode;

use serde_json::json;
use wenze_projector::{Rebuilt, Swap};

use crate::node::Node;
use crate::{Shared, report};

/// What `rebuild` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The read models; all when none is named.
    models: Vec<String>,
    /// Build and compare only; the tables in use stay.
    #[arg(long)]
    compare: bool,
    /// Leave the event at POSITION, which stopped the one model named, out of it for ever.
    #[arg(long, value_name = "POSITION", requires = "models")]
    skip: Option<i64>,
}

pub(crate) async fn run(shared: &Shared, options: &Options) -> anyhow::Result<ExitCode> {
    let node = Node::open(&shared.data).await?;
    let result = rebuild(&node, options).await;
    node.close().await?;
    let rebuilt = result?;
    let is_alike = rebuilt.iter().filter_map(|r| r.parity.as_ref()).flatten().all(wenze_projector::Difference::is_none);
    if shared.json {
        report::json(&rebuilt.iter().map(document).collect::<Vec<_>>())?;
    } else {
        for one in &rebuilt {
            let state = if one.is_swapped { "in use now" } else { "compared" };
            println!(
                "{} v{}: {} events, {} rows, {:.1} s, {state}",
                one.name, one.version, one.events, one.rows, one.seconds
            );
            for table in one.parity.iter().flatten().filter(|t| !t.is_none()) {
                println!(
                    "  {}: {} missing, {} added, {} changed: {:?}",
                    table.table, table.missing, table.added, table.changed, table.keys
                );
            }
        }
    }
    Ok(if is_alike { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn rebuild(node: &Node, options: &Options) -> anyhow::Result<Vec<Rebuilt>> {
    if let (Some(position), [name]) = (options.skip, options.models.as_slice()) {
        node.projector.skip(name, position, "wenze rebuild --skip").await?;
    }
    let names: Vec<String> = if options.models.is_empty() {
        node.projector.status().await?.into_iter().map(|s| s.name.to_owned()).collect()
    } else {
        options.models.clone()
    };
    let swap = if options.compare { Swap::CompareOnly } else { Swap::Yes };
    let mut done = Vec::new();
    for name in names {
        let bar = report::bar("rebuilding", 0);
        let shown = bar.clone();
        let tell = move |p: wenze_projector::Progress| {
            shown.set_length(u64::try_from(p.total).unwrap_or(0));
            shown.set_position(u64::try_from(p.done).unwrap_or(0));
        };
        done.push(node.projector.rebuild(&name, swap, tell).await?);
        bar.finish_and_clear();
    }
    Ok(done)
}

fn document(one: &Rebuilt) -> serde_json::Value {
    json!({
        "model": one.name,
        "version": one.version,
        "events": one.events,
        "rows": one.rows,
        "position": one.position,
        "in_use": one.is_swapped,
        "parity": one.parity.as_ref().map(|tables| tables.iter().map(difference).collect::<Vec<_>>()),
        "seconds": one.seconds,
    })
}

fn difference(table: &wenze_projector::Difference) -> serde_json::Value {
    json!({
        "table": table.table,
        "old_rows": table.old_rows,
        "new_rows": table.new_rows,
        "missing": table.missing,
        "added": table.added,
        "changed": table.changed,
        "keys": table.keys,
    })
}
