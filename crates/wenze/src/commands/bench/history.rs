//! `wenze bench history`: what readers wait for at the API, on a log of many cases.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;
use uuid::Uuid;

use super::filled::Filled;
use super::latency::{Api, Times, measured};
use crate::{Shared, report};

/// What `bench history` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// Events of the log.
    #[arg(long, default_value_t = 1_000_000)]
    events: i64,
    /// How often each address is asked for.
    #[arg(long, default_value_t = 20)]
    rounds: usize,
    /// Keep the filled log in this folder, or use the one that is there.
    #[arg(long)]
    keep: Option<PathBuf>,
}

/// Cases of about a hundred acts that are read.
const CASES: i64 = 50;

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
    let long: Vec<Uuid> = sqlx::query_scalar(include_str!("../../../sql/bench/long_cases.sql"))
        .bind(CASES)
        .fetch_all(filled.casework.ledger().pool())
        .await?;
    let of_cases = |rest: &str| long.iter().map(|id| format!("/api/v1/cases/{id}{rest}")).collect::<Vec<_>>();
    let one = |path: &str| vec![path.to_owned()];
    Ok(vec![
        measured(&api, "history of a case of 100 acts (audit)", Some(5.0), &of_cases("/audit?limit=200"), rounds)
            .await?,
        measured(
            &api,
            "the same as a reviewer sees it (events)",
            None,
            &of_cases("/events?view=full&limit=200"),
            rounds,
        )
        .await?,
        measured(&api, "a case as it stands", None, &of_cases(""), rounds).await?,
        measured(&api, "its obligations", None, &of_cases("/obligations"), rounds).await?,
        measured(&api, "first page of a work list", Some(20.0), &work_lists(filled).await?, rounds).await?,
        measured(&api, "cases filed, by opening", None, &one("/api/v1/statistics/cases_filed?by=opening"), rounds)
            .await?,
        measured(&api, "first page of the list of cases", Some(20.0), &one("/api/v1/cases?limit=50"), rounds * 10)
            .await?,
        measured(&api, "first page of the deadlines", Some(20.0), &one("/api/v1/deadlines?limit=50"), rounds * 10)
            .await?,
    ])
}

/// The lists of those who have most to do.
async fn work_lists(filled: &Filled) -> anyhow::Result<Vec<String>> {
    let ids: Vec<Uuid> = sqlx::query_scalar(include_str!("../../../sql/bench/busy_persons.sql"))
        .fetch_all(filled.casework.ledger().pool())
        .await?;
    Ok(ids.iter().map(|id| format!("/api/v1/worklist?person={id}&limit=50")).collect())
}
