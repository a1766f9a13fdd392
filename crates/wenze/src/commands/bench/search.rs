//! `wenze bench search`: questions to the search at the API, on a log of many cases.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

use super::filled::Filled;
use super::latency::{Api, Times, measured};
use crate::{Shared, report};

/// What `bench search` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// Events of the log.
    #[arg(long, default_value_t = 1_000_000)]
    events: i64,
    /// How often each question is asked.
    #[arg(long, default_value_t = 50)]
    rounds: usize,
    /// Keep the filled log in this folder, or use the one that is there.
    #[arg(long)]
    keep: Option<PathBuf>,
}

/// The most that the median of a question of two words should take, in milliseconds.
const GOAL_MS: f64 = 20.0;

/// Questions by what they are, each with words of generated cases, percent-encoded when they are asked.
const QUESTIONS: [(&str, &[&str], Option<f64>); 4] = [
    ("two words", &["水务局 津补贴", "工程 招标", "谈话 笔录", "违规 发放"], Some(GOAL_MS)),
    ("one word", &["津补贴", "招标", "扶贫"], None),
    ("a phrase", &["\"违规发放\""], None),
    ("a name", &["王某", "李某"], None),
];

pub(super) async fn run(shared: &Shared, options: &Options) -> anyhow::Result<ExitCode> {
    let filled = Filled::open(&shared.data, options.keep.as_ref(), options.events).await?;
    let measured = measure(&filled, options.rounds).await;
    let (cases, events) = (filled.cases, filled.events);
    filled.close().await?;
    let all = measured?;
    if shared.json {
        report::json(&json!({ "cases": cases, "events": events, "times": all }))?;
    } else {
        println!("{cases} cases, {events} events");
        all.iter().for_each(Times::print);
    }
    Ok(ExitCode::SUCCESS)
}

async fn measure(filled: &Filled, rounds: usize) -> anyhow::Result<Vec<Times>> {
    filled.build_views().await?;
    let api = Api::on(filled.casework.clone()).await?;
    let mut all = Vec::new();
    for (what, questions, goal) in QUESTIONS {
        let paths: Vec<String> = questions.iter().map(|words| format!("/api/v1/search?q={}", encoded(words))).collect();
        all.push(measured(&api, what, goal, &paths, rounds).await?);
    }
    Ok(all)
}

fn encoded(words: &str) -> String {
    let pairs = words.bytes().map(|byte| format!("%{byte:02X}"));
    pairs.fold(String::new(), |all, pair| all + &pair)
}
