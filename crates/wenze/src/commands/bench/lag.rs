//! `wenze bench load`: how far the views lag behind a steady stream of acts.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use serde_json::json;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use wenze_casework::{Casework, Error, Imported};
use wenze_projector::{Projector, Waited};
use wenze_testkit::generator::Generator;

use super::filled::{self, opened};
use super::latency::Times;
use super::scratch::Scratch;
use crate::{Shared, report};

/// What `bench load` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// Acts recorded in a second.
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
    let scratch = Scratch::open(&shared.data).await?;
    let measured = measure(&scratch, options).await;
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

async fn measure(scratch: &Scratch, options: &Options) -> anyhow::Result<(usize, f64, Vec<Times>)> {
    let (casework, projector) = opened(&scratch.app_url).await?;
    let running = projector.start();
    let models: Vec<&'static str> = projector.status().await?.into_iter().map(|status| status.name).collect();
    let mut watchers = JoinSet::new();
    let mut tell = Vec::new();
    for model in models {
        let (sender, receiver) = mpsc::unbounded_channel();
        tell.push(sender);
        watchers.spawn(watch(projector.clone(), model, receiver));
    }
    let (recorded, seconds) = record(&casework, options, &tell).await?;
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

/// Records acts at an even pace, each in its turn of some case: how many, in how many seconds.
async fn record(
    casework: &Casework,
    options: &Options,
    tell: &[mpsc::UnboundedSender<(i64, Instant)>],
) -> anyhow::Result<(usize, f64)> {
    let today = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap_or_default();
    let wanted = (options.rate * options.seconds) as usize;
    let cases = wanted / ACTS_OF_A_CASE + 1;
    let generator = Generator::new(17, today);
    filled::registers(casework, &generator).await?;
    let acts = filled::one_by_one(&generator, cases, ACTS_OF_A_CASE);
    // Making the acts is no part of it.
    let started = Instant::now();
    let mut pace = tokio::time::interval(Duration::from_secs(1) / options.rate.max(1));
    pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Burst);
    let mut recorded = 0;
    let mut recording: JoinSet<anyhow::Result<bool>> = JoinSet::new();
    for import in acts.iter().take(wanted) {
        pace.tick().await;
        let (casework, import, tell) = (casework.clone(), import.clone(), tell.to_vec());
        recording.spawn(async move {
            match casework.import(import).await {
                Ok(Imported::Stored { .. }) => {}
                // An act that is refused leaves those after it without what they name; where acts pile up, two of a case meet.
                Ok(_) | Err(Error::Refused(_) | Error::NotFound { .. } | Error::Contended) => return Ok(false),
                Err(error) => return Err(error.into()),
            }
            let (head, now) = (casework.ledger().head().await?, Instant::now());
            for one in &tell {
                // A watcher that failed says so itself.
                let _ = one.send((head, now));
            }
            Ok(true)
        });
        while let Some(done) = recording.try_join_next() {
            recorded += usize::from(done??);
        }
    }
    while let Some(done) = recording.join_next().await {
        recorded += usize::from(done??);
    }
    Ok((recorded, started.elapsed().as_secs_f64()))
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
