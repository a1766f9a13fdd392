//! Questions to the API on a log of many cases, and how long the answers take.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

use super::filled::Filled;
use super::latency::{Api, Times, measured};
use crate::{Shared, report};

/// The log on which questions are asked.
#[derive(Debug, clap::Args)]
pub(super) struct Log {
    /// Events of the log.
    #[arg(long, default_value_t = 1_000_000)]
    events: i64,
    /// Keep the filled log in this folder, or use the one that is there.
    #[arg(long)]
    keep: Option<PathBuf>,
}

/// One question, asked at several addresses in turn.
pub(super) struct Question {
    pub(super) what: &'static str,
    /// The most that the median should take, in milliseconds.
    pub(super) goal_ms: Option<f64>,
    pub(super) paths: Vec<String>,
    /// How often each address is asked for.
    pub(super) rounds: usize,
}

/// Asks the questions that the log makes, and prints how long the answers took.
pub(super) async fn ask(
    shared: &Shared,
    log: &Log,
    questions: impl AsyncFnOnce(&Filled) -> anyhow::Result<Vec<Question>>,
) -> anyhow::Result<ExitCode> {
    let filled = Filled::open(&shared.data, log.keep.as_ref(), log.events).await?;
    let asked = answered(&filled, questions).await;
    let (cases, events) = (filled.cases, filled.events);
    filled.close().await?;
    let all = asked?;
    if shared.json {
        report::json(&json!({ "cases": cases, "events": events, "times": all }))?;
    } else {
        println!("{cases} cases, {events} events");
        all.iter().for_each(Times::print);
    }
    Ok(ExitCode::SUCCESS)
}

async fn answered(
    filled: &Filled,
    questions: impl AsyncFnOnce(&Filled) -> anyhow::Result<Vec<Question>>,
) -> anyhow::Result<Vec<Times>> {
    filled.build_views().await?;
    let api = Api::on(filled.casework.clone()).await?;
    let mut all = Vec::new();
    for Question { what, goal_ms, paths, rounds } in questions(filled).await? {
        all.push(measured(&api, what, goal_ms, &paths, rounds).await?);
    }
    Ok(all)
}
