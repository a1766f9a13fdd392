//! `wenze bench api`: acts through HTTP (load, decide, seal, append) against bare append by as many callers.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::filled::opened;
use super::latency::{Api, Caller};
use super::load::{self, Load};
use super::median;
use super::scratch::Scratch;
use crate::{Shared, report};

/// What `bench api` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// Length of one measurement, in seconds.
    #[arg(long, default_value_t = 5.0)]
    seconds: f64,
    /// Measurements each way; medians are compared.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Callers at once.
    #[arg(long, default_value_t = 32)]
    callers: usize,
}

/// Acts recorded in one case before a caller begins the next.
const ACTS_OF_A_CASE: usize = 15;
const ACTOR: &str = "00000000-0000-7000-8000-000000000001;role=INTAKE;office=00000000-0000-7000-8000-0000000000aa";

pub(super) async fn run(shared: &Shared, options: &Options) -> anyhow::Result<ExitCode> {
    let scratch = Scratch::open(&shared.data).await?;
    let measured = measure(&scratch, options).await;
    scratch.close().await?;
    let (api, bare) = measured?;
    let ratio = api / bare;
    if shared.json {
        report::json(&json!({ "callers": options.callers, "ratios": { "api_acts_to_bare_append": ratio } }))?;
    } else {
        println!(
            "{} callers: {api:.0} acts/s over HTTP, {bare:.0} bare appends/s, {ratio:.2}  goal 0.25",
            options.callers
        );
    }
    Ok(ExitCode::SUCCESS)
}

async fn measure(scratch: &Scratch, options: &Options) -> anyhow::Result<(f64, f64)> {
    let (casework, _) = opened(&scratch.app_url).await?;
    let api = Api::on(casework.clone()).await?;
    let (mut rates, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..options.rounds.max(1) {
        rates.push(over_http(&api, options).await?);
        let load = Load { callers: options.callers, bad: false, parts: false };
        let (done, took) = load::ledger(&scratch.app_url, load, options.seconds).await?;
        bare.push(rate(done, took));
    }
    drop(api);
    casework.ledger().close().await;
    casework.ledger().pool().close().await;
    Ok((median(rates), median(bare)))
}

#[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
fn rate(done: u64, took: Duration) -> f64 {
    done as f64 / took.as_secs_f64()
}

async fn over_http(api: &Api, options: &Options) -> anyhow::Result<f64> {
    let done = Arc::new(AtomicU64::new(0));
    let started = Instant::now();
    let until = started + Duration::from_secs_f64(options.seconds);
    let mut callers = JoinSet::new();
    for _ in 0..options.callers {
        callers.spawn(caller(Caller::to(api.address).await?, until, Arc::clone(&done)));
    }
    while let Some(ended) = callers.join_next().await {
        ended??;
    }
    Ok(rate(done.load(Ordering::Relaxed), started.elapsed()))
}

async fn caller(mut caller: Caller, until: Instant, done: Arc<AtomicU64>) -> anyhow::Result<()> {
    while Instant::now() < until {
        let mut path = "/api/v1/cases".to_owned();
        for _ in 0..ACTS_OF_A_CASE {
            let status = caller.send(&request(&path)).await?;
            ensure!(status == 201, "{status}: {}", String::from_utf8_lossy(caller.body()));
            done.fetch_add(1, Ordering::Relaxed);
            if path.ends_with("cases") {
                let answer: Value = serde_json::from_slice(caller.body())?;
                path = format!("/api/v1/cases/{}/acts", answer["id"].as_str().context("an id")?);
            }
        }
    }
    Ok(())
}

fn request(path: &str) -> Vec<u8> {
    let body = json!({
        "kind": "ReportReceived",
        "occurred": { "date": "2026-03-02" },
        "payload": {
            "source_kind": "letter", "reporter_kind": "anonymous", "reporter": "not_recorded", "contact_given": false,
            "contact": "not_recorded", "subjects": "not_recorded", "summary": "反映某局违规发放津补贴，请查处。",
            "verbatim_ref": "not_recorded", "verbatim_sha256": "not_recorded",
        },
    })
    .to_string();
    format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\nwenze-actor: {ACTOR}\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}
