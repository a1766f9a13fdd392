//! `wenze calendar`: revisions of calendars published.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, ensure};
use serde_json::json;
use wenze_casework::Error;
use wenze_domain::fields::Label;
use wenze_ledger::TEXT_BYTES_MAX;

use super::rulebook::{Decided, told};
use crate::node::Node;
use crate::{Shared, report};

/// What `calendar` does.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Task {
    /// Publish a revision: periods are counted by it from then on, and what was known before stays as it was.
    Publish(Publish),
}

/// What `calendar publish` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Publish {
    /// The calendar file.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Number of the notice that this revision follows.
    #[arg(long, value_name = "NO", value_parser = |text: &str| Label::new(text))]
    notice_no: Option<Label>,
    #[command(flatten)]
    decided: Decided,
}

/// The file, if it is not longer than a text may be.
fn text(path: &Path) -> anyhow::Result<String> {
    let unreadable = || format!("{} cannot be read", path.display());
    let length = std::fs::metadata(path).with_context(unreadable)?.len();
    ensure!(length <= TEXT_BYTES_MAX as u64, "{} holds more than {TEXT_BYTES_MAX} bytes", path.display());
    std::fs::read_to_string(path).with_context(unreadable)
}

pub(crate) async fn run(shared: &Shared, task: &Task) -> anyhow::Result<ExitCode> {
    let Task::Publish(options) = task;
    let text = text(&options.file)?;
    let decision = options.decided.decision()?;
    let node = Node::open(shared).await?;
    let done = node.casework.publish_calendar(&text, options.notice_no.as_ref(), &decision).await;
    node.close().await?;
    match done {
        Ok((brought, calendar)) => {
            let (id, revision, title) = (calendar.id(), calendar.revision(), calendar.title());
            let what = json!({ "calendar": id, "revision": revision, "title": title });
            told(shared, &brought, &what, &format!("{id}@{revision} {title}"))
        }
        Err(Error::Calendar(error)) => {
            let (file, line) = (options.file.display().to_string(), error.line);
            if shared.json {
                let complaint = json!({ "file": file, "line": line, "message": error.problem, "mend": error.mend });
                report::json(&json!({ "recorded": false, "complaints": [complaint] }))?;
            } else {
                println!("{file}:{line}: error: {}: {}", error.problem, error.mend);
                println!("Nothing was stored.");
            }
            Ok(ExitCode::FAILURE)
        }
        Err(error) => Err(error.into()),
    }
}
