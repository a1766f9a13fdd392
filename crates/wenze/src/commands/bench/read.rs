//! `wenze bench read`: the whole log and single cases, against plain SELECTs with the same driver.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use futures_util::TryStreamExt;
use serde_json::json;
use sqlx::Row;
use uuid::Uuid;
use wenze_ledger::{PAGE_EVENTS, Stream};

use super::filled::Filled;
use super::latency::Times;
use super::median;
use crate::{Shared, report};

/// What `bench read` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// Events of the log.
    #[arg(long, default_value_t = 200_000)]
    events: i64,
    /// Readings each way; medians are compared.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Keep the filled log in this folder, or use the one that is there.
    #[arg(long)]
    keep: Option<PathBuf>,
}

/// Cases that are read one by one.
const CASES: i64 = 500;

/// What was measured.
struct Measured {
    whole: f64,
    whole_raw: f64,
    case: Times,
    case_raw: Times,
}

pub(super) async fn run(shared: &Shared, options: &Options) -> anyhow::Result<ExitCode> {
    let filled = Filled::open(&shared.data, options.keep.as_ref(), options.events).await?;
    let measured = measure(&filled, options.rounds.max(1)).await;
    let events = filled.events;
    filled.close().await?;
    let Measured { whole, whole_raw, case, case_raw } = measured?;
    let (log_ratio, case_ratio) = (whole / whole_raw, case.p50_ms / case_raw.p50_ms);
    if shared.json {
        let ratios = json!({ "whole_log_to_select": log_ratio, "case_p50_to_select": case_ratio });
        report::json(&json!({ "events": events, "ratios": ratios, "case": case, "case_select": case_raw }))?;
        return Ok(ExitCode::SUCCESS);
    }
    println!("{events} events");
    println!("whole log: {whole:.0} events/s, plain SELECT {whole_raw:.0}, {log_ratio:.2}  goal 0.9");
    case.print();
    case_raw.print();
    println!("one case against a plain SELECT: {case_ratio:.2} x its time");
    Ok(ExitCode::SUCCESS)
}

async fn measure(filled: &Filled, rounds: usize) -> anyhow::Result<Measured> {
    let (mut whole, mut whole_raw) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        whole.push(log(filled).await?);
        whole_raw.push(log_raw(filled).await?);
    }
    let ids: Vec<Uuid> = sqlx::query_scalar(include_str!("../../../sql/bench/short_cases.sql"))
        .bind(CASES)
        .fetch_all(filled.casework.ledger().pool())
        .await?;
    let (mut took, mut took_raw) = (Vec::new(), Vec::new());
    for round in 0..=rounds {
        for id in &ids {
            let (ours, raw) = (case(filled, *id).await?, case_raw(filled, *id).await?);
            if round > 0 {
                took.push(ours);
                took_raw.push(raw);
            }
        }
    }
    Ok(Measured {
        whole: median(whole),
        whole_raw: median(whole_raw),
        case: Times::of("one case of 15 events", None, took),
        case_raw: Times::of("the same by a plain SELECT", None, took_raw),
    })
}

/// Events of the log in a second.
async fn log(filled: &Filled) -> anyhow::Result<f64> {
    let started = Instant::now();
    let mut scan = filled.casework.ledger().scan(0);
    let mut events = 0;
    while let Some(page) = scan.next_page().await? {
        events += page.len();
    }
    Ok(rate(events, started.elapsed()))
}

async fn log_raw(filled: &Filled) -> anyhow::Result<f64> {
    let started = Instant::now();
    let mut rows = sqlx::query(include_str!("../../../sql/bench/raw_log.sql")).fetch(filled.casework.ledger().pool());
    let (mut events, mut bytes) = (0, 0);
    while let Some(row) = rows.try_next().await? {
        events += 1;
        bytes += row.try_get::<Vec<u8>, _>("content")?.len();
    }
    std::hint::black_box(bytes);
    Ok(rate(events, started.elapsed()))
}

#[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
fn rate(events: usize, took: Duration) -> f64 {
    events as f64 / took.as_secs_f64()
}

async fn case(filled: &Filled, id: Uuid) -> anyhow::Result<Duration> {
    let stream = Stream { kind: "case".to_owned(), id };
    let started = Instant::now();
    let events = filled.casework.ledger().read_stream(&stream, 0, PAGE_EVENTS).await?;
    std::hint::black_box(events);
    Ok(started.elapsed())
}

async fn case_raw(filled: &Filled, id: Uuid) -> anyhow::Result<Duration> {
    let started = Instant::now();
    let rows = sqlx::query(include_str!("../../../sql/bench/raw_case.sql"))
        .bind(id)
        .fetch_all(filled.casework.ledger().pool())
        .await?;
    std::hint::black_box(rows);
    Ok(started.elapsed())
}
