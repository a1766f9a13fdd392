//! Releases of rulebooks adopted and withdrawn: recorded in the log, with their texts.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;
use wenze_casework::{Brought, Error};
use wenze_rulebook::load::Complaint;

use super::decided::Decided;
use crate::node::Node;
use crate::{Shared, report};

/// What `rulebook adopt` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Adopt {
    /// The rulebook's folder: `rulebook.toml`, its examples under `cases`, its articles under `text`.
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    #[command(flatten)]
    decided: Decided,
}

/// What `rulebook withdraw` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Withdraw {
    /// The rulebook's id.
    #[arg(value_name = "ID")]
    rulebook: String,
    /// Why; it is kept as a private text.
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    decided: Decided,
}

pub(super) async fn adopt(shared: &Shared, options: &Adopt) -> anyhow::Result<ExitCode> {
    // What cannot be read is told before a database is opened.
    let bundle = super::bundle(&options.folder)?;
    let decision = options.decided.decision()?;
    let node = Node::open(shared).await?;
    let done = node.casework.adopt_rulebook(&bundle, &decision).await;
    node.close().await?;
    match done {
        Ok((brought, book)) => {
            let release = book.release();
            told(
                shared,
                &brought,
                &json!({ "rulebook": &*book.id, "version": &*book.version, "title": book.title, "sha256": book.digest_hex() }),
                &format!("{release} 《{}》", book.title),
            )
        }
        Err(Error::Rulebook(complaints)) => refused(shared, &options.folder.display().to_string(), &complaints),
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn withdraw(shared: &Shared, options: &Withdraw) -> anyhow::Result<ExitCode> {
    let decision = options.decided.decision()?;
    let node = Node::open(shared).await?;
    let done = node.casework.withdraw_rulebook(&options.rulebook, &options.reason, &decision).await;
    node.close().await?;
    told(shared, &done?, &json!({ "rulebook": options.rulebook }), &options.rulebook)
}

/// Tells what became of it.
pub(crate) fn told(
    shared: &Shared,
    brought: &Brought,
    what: &serde_json::Value,
    name: &str,
) -> anyhow::Result<ExitCode> {
    if shared.json {
        let (recorded, event) = match brought {
            Brought::Recorded(receipt) => (true, receipt.events.first().map(|event| event.event_id)),
            Brought::AsItStands => (false, None),
        };
        report::json(&json!({ "recorded": recorded, "event_id": event, "of": what }))?;
        return Ok(ExitCode::SUCCESS);
    }
    match brought {
        Brought::Recorded(receipt) => {
            let kind = receipt.events.first().map_or("", |event| event.kind.as_str());
            println!("{name}: {kind} recorded, version {} of its register.", receipt.version);
        }
        Brought::AsItStands => println!("{name}: the register says so already; nothing was recorded."),
    }
    Ok(ExitCode::SUCCESS)
}

fn refused(shared: &Shared, folder: &str, complaints: &[Complaint]) -> anyhow::Result<ExitCode> {
    if shared.json {
        report::json(&json!({ "recorded": false, "complaints": complaints }))?;
    } else {
        for complaint in complaints {
            println!("{folder}/{complaint}");
        }
        println!("Nothing was stored.");
    }
    Ok(ExitCode::FAILURE)
}
