//! `wenze bench rebuild`: read models built by the engine, against reading, folding and inserting the same rows without it.
//!
//! Each way runs in a process of its own, in turn, so that memory and caches of one are not the other's.

use std::path::PathBuf;
use std::process::{ExitCode, Stdio};

use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};
use serde_json::json;
use wenze_projector::Swap;

use super::filled::{Filled, opened};
use super::median;
use super::memory::peak_mib;
use super::raw_build;
use crate::{Shared, report};

/// What `bench rebuild` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// Events of the log.
    #[arg(long, default_value_t = 1_000_000)]
    events: i64,
    /// Builds of each model each way; medians are compared.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Only these read models.
    #[arg(long)]
    model: Vec<String>,
    /// Keep the filled log in this folder, or use the one that is there.
    #[arg(long)]
    keep: Option<PathBuf>,
}

/// What one process is told.
#[derive(Debug, clap::Args)]
pub(super) struct WorkerOptions {
    #[arg(long)]
    url: String,
    #[arg(long)]
    model: String,
    #[arg(long)]
    raw: bool,
}

/// What one process did.
#[derive(Debug, Serialize, Deserialize)]
struct Built {
    seconds: f64,
    events: i64,
    rows: i64,
    ranges: usize,
    peak_mib: u64,
}

/// One model, both ways.
#[derive(Debug, Serialize)]
struct Compared {
    model: String,
    events: i64,
    rows: i64,
    ranges: usize,
    engine_events_per_second: f64,
    raw_events_per_second: f64,
    engine_to_raw: f64,
    engine_peak_mib: u64,
    raw_peak_mib: u64,
}

pub(super) async fn run(shared: &Shared, options: &Options) -> anyhow::Result<ExitCode> {
    let filled = Filled::open(&shared.data, options.keep.as_ref(), options.events).await?;
    let measured = measure(&filled, options).await;
    let (cases, events) = (filled.cases, filled.events);
    filled.close().await?;
    let compared = measured?;
    if shared.json {
        report::json(&json!({ "cases": cases, "events": events, "models": compared }))?;
        return Ok(ExitCode::SUCCESS);
    }
    println!("{cases} cases, {events} events; medians of {} builds each way", options.rounds);
    println!("model                  rows  ranges  engine ev/s     raw ev/s  engine/raw  engine MiB  raw MiB");
    for one in &compared {
        println!(
            "{:18} {:>8}  {:>6}  {:>11.0}  {:>11.0}  {:>10.2}  {:>10}  {:>7}",
            one.model,
            one.rows,
            one.ranges,
            one.engine_events_per_second,
            one.raw_events_per_second,
            one.engine_to_raw,
            one.engine_peak_mib,
            one.raw_peak_mib
        );
    }
    Ok(ExitCode::SUCCESS)
}

async fn measure(filled: &Filled, options: &Options) -> anyhow::Result<Vec<Compared>> {
    let names = filled.projector.status().await?.into_iter().map(|status| status.name);
    let names: Vec<_> =
        names.filter(|name| options.model.is_empty() || options.model.iter().any(|one| one == name)).collect();
    let bar = report::bar("building", (names.len() * options.rounds * 2) as u64);
    let mut all = Vec::new();
    for name in names {
        let (mut engine, mut raw) = (Vec::new(), Vec::new());
        for _ in 0..options.rounds.max(1) {
            engine.push(in_a_process(&filled.scratch.app_url, name, false).await?);
            bar.inc(1);
            raw.push(in_a_process(&filled.scratch.app_url, name, true).await?);
            bar.inc(1);
        }
        all.push(compared(name, &engine, &raw)?);
    }
    bar.finish_and_clear();
    Ok(all)
}

#[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
fn compared(name: &str, engine: &[Built], raw: &[Built]) -> anyhow::Result<Compared> {
    let rate = |all: &[Built]| median(all.iter().map(|one| one.events as f64 / one.seconds).collect());
    let peak = |all: &[Built]| all.iter().map(|one| one.peak_mib).max().unwrap_or_default();
    let (first, other) = (engine.first().context("no build")?, raw.first().context("no build")?);
    ensure!(first.rows == other.rows, "{name}: the engine stored {} rows, without it {}", first.rows, other.rows);
    Ok(Compared {
        model: name.to_owned(),
        events: first.events,
        rows: first.rows,
        ranges: first.ranges,
        engine_events_per_second: rate(engine),
        raw_events_per_second: rate(raw),
        engine_to_raw: rate(engine) / rate(raw),
        engine_peak_mib: peak(engine),
        raw_peak_mib: peak(raw),
    })
}

async fn in_a_process(url: &str, model: &str, raw: bool) -> anyhow::Result<Built> {
    let mut command = tokio::process::Command::new(std::env::current_exe()?);
    command.args(["bench", "rebuild-worker", "--url", url, "--model", model]);
    if raw {
        command.arg("--raw");
    }
    let output = command.stdout(Stdio::piped()).spawn()?.wait_with_output().await?;
    ensure!(output.status.success(), "a build of {model} failed");
    serde_json::from_slice(&output.stdout).context("a build told nothing that can be read")
}

/// The process of one build: the tables are made anew, nothing is compared.
pub(super) async fn work(options: &WorkerOptions) -> anyhow::Result<ExitCode> {
    let (casework, projector) = opened(&options.url).await?;
    let built = if options.raw {
        let (seconds, events, rows) = raw_build::model(&options.model, &casework).await?;
        Built { seconds, events, rows, ranges: 0, peak_mib: peak_mib() }
    } else {
        raw_build::drop_tables(&options.model, &projector, casework.ledger().pool()).await?;
        let rebuilt = projector.rebuild(&options.model, Swap::Yes, |_| {}).await?;
        let (seconds, events) = (rebuilt.seconds, rebuilt.events);
        Built { seconds, events, rows: rebuilt.rows, ranges: rebuilt.ranges, peak_mib: peak_mib() }
    };
    println!("{}", serde_json::to_string(&built)?);
    Ok(ExitCode::SUCCESS)
}
