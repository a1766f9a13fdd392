//! `wenze bench search`: questions to the search at the API, on a log of many cases.

use std::process::ExitCode;

use super::questions::{Log, Question, ask};
use crate::Shared;

/// What `bench search` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    #[command(flatten)]
    log: Log,
    /// How often each question is asked.
    #[arg(long, default_value_t = 50)]
    rounds: usize,
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
    ask(shared, &options.log, async |_| Ok(questions(options.rounds))).await
}

fn questions(rounds: usize) -> Vec<Question> {
    let path = |words: &&str| format!("/api/v1/search?q={}", encoded(words));
    let question = |(what, asked, goal_ms): (&'static str, &[&str], Option<f64>)| Question {
        what,
        goal_ms,
        paths: asked.iter().map(path).collect(),
        rounds,
    };
    QUESTIONS.into_iter().map(question).collect()
}

fn encoded(words: &str) -> String {
    let pairs = words.bytes().map(|byte| format!("%{byte:02X}"));
    pairs.fold(String::new(), |all, pair| all + &pair)
}
