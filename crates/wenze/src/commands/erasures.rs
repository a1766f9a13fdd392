//! `wenze erasures`: whether what was erased and what the log says of it agree, and finishing what was left undone.

use std::process::ExitCode;

use serde_json::json;
use wenze_casework::ErasureFaults;

use crate::node::Node;
use crate::{Shared, report};

/// What `erasures` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Carry out what is recorded as erased and was left undone.
    #[arg(long)]
    finish: bool,
}

pub(crate) async fn run(shared: &Shared, options: &Options) -> anyhow::Result<ExitCode> {
    let node = Node::open(shared).await?;
    let done = perform(shared, &node, options).await;
    node.close().await?;
    done
}

async fn perform(shared: &Shared, node: &Node, options: &Options) -> anyhow::Result<ExitCode> {
    let finished = if options.finish { node.casework.finish_erasures().await? } else { 0 };
    let faults = node.casework.erasure_faults().await?;
    if shared.json {
        report::json(&json!({
            "recorded": faults.recorded,
            "finished": finished,
            "undone": faults.undone,
            "unexplained": faults.unexplained,
            "parts": faults.parts,
            "subjects": faults.subjects,
        }))?;
    } else {
        println!("{finished} erasures were carried out now");
        println!("{}", said(&faults));
    }
    Ok(if faults.is_none() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// How log and vault agree, on one line.
pub(super) fn said(faults: &ErasureFaults) -> String {
    if faults.is_none() {
        return format!("{} erasures are recorded and carried out, and nothing else is gone", faults.recorded);
    }
    format!(
        "recorded and not carried out: {:?} (`wenze erasures --finish`); gone without an act: {} (parts {:?}, keys of {:?})",
        faults.undone, faults.unexplained, faults.parts, faults.subjects
    )
}
