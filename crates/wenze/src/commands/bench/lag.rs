//! `wenze bench load`: how far the views lag behind a steady stream of acts.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use serde_json::json;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use wenze_ledger::{Answer, Command, Ledger};
use wenze_projector::{Projector, Waited};
use wenze_testkit::generator::Generator;

use super::again;
use super::filled::{self, opened};
use super::latency::Times;
use super::scratch::Scratch;
use crate::{Shared, report};

/// What `bench load` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// Acts appended in a second.
    #[arg(long, default_value_t = 500)]
    rate: u32,
    /// Length of the measurement, in seconds.
    #[arg(long, default_value_t = 20)]
    seconds: u32,
}

/// The most that the slowest hundredth should lag, in milliseconds.
const GOAL_MS: f64 = 100.0;
/// Longest wait for a view.
const PATIENCE: Duration = Duration::from_mins(5);
/// Acts of a case that come one by one.
const ACTS_OF_A_CASE: usize = 20;

pub(super) async fn run(shared: &Shared, options: &Options) -> anyhow::Result<ExitCode> {
    let mut scratch = Scratch::open(&shared.data).await?;
    let measured = measure(&mut scratch, options).await;
    scratch.close().await?;
    let (recorded, seconds, all) = measured?;
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    let rate = recorded as f64 / seconds;
    if shared.json {
        report::json(&json!({ "acts": recorded, "acts_per_second": rate, "lag": all, "p99_goal_ms": GOAL_MS }))?;
    } else {
        println!("{recorded} acts, {rate:.0} a second; from the answer until a view shows it, goal p99 {GOAL_MS} ms");
        all.iter().for_each(Times::print);
    }
    Ok(ExitCode::SUCCESS)
}

async fn measure(scratch: &mut Scratch, options: &Options) -> anyhow::Result<(usize, f64, Vec<Times>)> {
    let (registers, acts) = made(scratch, (options.rate * options.seconds) as usize).await?;
    let (casework, projector) = opened(&scratch.beside().await?).await?;
    for command in registers {
        ensure_appended(casework.ledger().append(command).await?)?;
    }
    let running = projector.start();
    let models: Vec<&'static str> = projector.status().await?.into_iter().map(|status| status.name).collect();
    let mut watchers = JoinSet::new();
    let mut tell = Vec::new();
    for model in models {
        // What is built from nothing is no part of it.
        projector.wait_for(model, casework.ledger().head().await?, PATIENCE).await?;
        let (sender, receiver) = mpsc::unbounded_channel();
        tell.push(sender);
        watchers.spawn(watch(projector.clone(), model, receiver));
    }
    let (recorded, seconds) = record(casework.ledger(), acts, options.rate, &tell).await?;
    drop(tell);
    let mut all = Vec::new();
    while let Some(times) = watchers.join_next().await {
        all.push(times??);
    }
    all.sort_by(|one, other| one.what.cmp(&other.what));
    running.shutdown().await;
    casework.ledger().close().await;
    casework.ledger().pool().close().await;
    Ok((recorded, seconds, all))
}

/// Commands for the registers and for so many acts of cases, each act in its turn of some case. They are recorded in another
/// database first, so that deciding and sealing them is no part of what is measured.
async fn made(scratch: &Scratch, wanted: usize) -> anyhow::Result<(Vec<Command>, Vec<Command>)> {
    let (casework, _) = opened(&scratch.app_url).await?;
    let today = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap_or_default();
    let generator = Generator::new(17, today);
    filled::registers(&casework, &generator).await?;
    let mut common = again::commands(casework.ledger()).await?;
    for turn in filled::turns(&generator, wanted / ACTS_OF_A_CASE + 1, ACTS_OF_A_CASE) {
        filled::record(&casework, &turn).await?;
    }
    let mut acts = again::commands(casework.ledger()).await?.split_off(common.len());
    // An act on a case may have brought something into a register as well.
    let of_case = |command: &Command| command.writes.iter().all(|write| write.stream.kind == "case");
    let (mut cases, registers): (Vec<_>, Vec<_>) = acts.drain(..).partition(of_case);
    cases.truncate(wanted);
    common.extend(registers);
    casework.ledger().close().await;
    casework.ledger().pool().close().await;
    Ok((common, cases))
}

/// Appends acts at an even pace: how many, in how many seconds.
async fn record(
    ledger: &Ledger,
    acts: Vec<Command>,
    rate: u32,
    tell: &[mpsc::UnboundedSender<(i64, Instant)>],
) -> anyhow::Result<(usize, f64)> {
    let started = Instant::now();
    let mut pace = tokio::time::interval(Duration::from_secs(1) / rate.max(1));
    pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Burst);
    let mut recorded = 0;
    let mut recording: JoinSet<anyhow::Result<()>> = JoinSet::new();
    for command in acts {
        pace.tick().await;
        let (ledger, tell) = (ledger.clone(), tell.to_vec());
        recording.spawn(async move {
            let position = ensure_appended(ledger.append(command).await?)?;
            let now = Instant::now();
            for one in &tell {
                // A watcher that failed says so itself.
                let _ = one.send((position, now));
            }
            Ok(())
        });
        while let Some(done) = recording.try_join_next() {
            done??;
            recorded += 1;
        }
    }
    while let Some(done) = recording.join_next().await {
        done??;
        recorded += 1;
    }
    Ok((recorded, started.elapsed().as_secs_f64()))
}

fn ensure_appended(answer: Answer) -> anyhow::Result<i64> {
    match answer {
        Answer::Appended { last, .. } => Ok(last),
        other => anyhow::bail!("an act was not stored, the machine cannot keep this rate: {other:?}"),
    }
}

/// How long after each act the view showed it.
async fn watch(
    projector: Projector,
    model: &'static str,
    mut acts: mpsc::UnboundedReceiver<(i64, Instant)>,
) -> anyhow::Result<Times> {
    let mut took = Vec::new();
    while let Some((position, since)) = acts.recv().await {
        let waited = projector.wait_for(model, position, PATIENCE).await?;
        anyhow::ensure!(waited == Waited::Reached, "{model} does not follow: {waited:?}");
        took.push(since.elapsed());
    }
    Ok(Times::of(model, None, took))
}
