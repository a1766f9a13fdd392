//! `wenze bench history`: what readers wait for at the API, on a log of many cases.

use std::process::ExitCode;

use uuid::Uuid;

use super::filled::Filled;
use super::questions::{Log, Question, ask};
use crate::Shared;

/// What `bench history` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    #[command(flatten)]
    log: Log,
    /// How often each address is asked for.
    #[arg(long, default_value_t = 20)]
    rounds: usize,
}

/// Cases of about a hundred acts that are read.
const CASES: i64 = 50;
/// The most that the median of a case's history and of the first page of a list should take, in milliseconds.
const HISTORY_GOAL_MS: f64 = 5.0;
const LIST_GOAL_MS: f64 = 20.0;

pub(super) async fn run(shared: &Shared, options: &Options) -> anyhow::Result<ExitCode> {
    ask(shared, &options.log, async |filled| questions(filled, options.rounds).await).await
}

async fn questions(filled: &Filled, rounds: usize) -> anyhow::Result<Vec<Question>> {
    let long: Vec<Uuid> = sqlx::query_scalar(include_str!("../../../sql/bench/long_cases.sql"))
        .bind(CASES)
        .fetch_all(filled.casework.ledger().pool())
        .await?;
    let of_cases = |rest: &str| long.iter().map(|id| format!("/api/v1/cases/{id}{rest}")).collect::<Vec<_>>();
    let one = |path: &str| vec![path.to_owned()];
    let (history, list) = (Some(HISTORY_GOAL_MS), Some(LIST_GOAL_MS));
    let question = |what, goal_ms, paths, rounds| Question { what, goal_ms, paths, rounds };
    Ok(vec![
        question("history of a case of 100 acts (audit)", history, of_cases("/audit?limit=200"), rounds),
        question("the same as a reviewer sees it (events)", None, of_cases("/events?view=full&limit=200"), rounds),
        question("a case as it stands", None, of_cases(""), rounds),
        question("its obligations", None, of_cases("/obligations"), rounds),
        question("first page of a work list", list, work_lists(filled).await?, rounds),
        question("cases filed, by opening", None, one("/api/v1/statistics/cases_filed?by=opening"), rounds),
        question("first page of the list of cases", list, one("/api/v1/cases?limit=50"), rounds * 10),
        question("first page of the deadlines", list, one("/api/v1/deadlines?limit=50"), rounds * 10),
    ])
}

/// The lists of those who have most to do.
async fn work_lists(filled: &Filled) -> anyhow::Result<Vec<String>> {
    let ids: Vec<Uuid> = sqlx::query_scalar(include_str!("../../../sql/bench/busy_persons.sql"))
        .fetch_all(filled.casework.ledger().pool())
        .await?;
    Ok(ids.iter().map(|id| format!("/api/v1/worklist?person={id}&limit=50")).collect())
}
