//! `wenze bench append`: every way measured in turn, several rounds, medians compared.

use std::collections::BTreeMap;
use std::process::ExitCode;

use serde_json::json;
use sqlx::{Connection, PgConnection};

use super::load::{self, CONTENT_BYTES, Load};
use super::scratch::Scratch;
use super::{AppendOptions, median};
use crate::{Shared, report};

/// One thing measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Raw(usize),
    Ledger(usize),
    Parts,
    Bad,
    OldSnapshot,
    TwoProcesses,
}

/// Callers of the measurements that vary something else.
const CALLERS: usize = 128;
const WAYS: [Way; 12] = [
    Way::Raw(1),
    Way::Ledger(1),
    Way::Raw(8),
    Way::Ledger(8),
    Way::Raw(32),
    Way::Ledger(32),
    Way::Raw(CALLERS),
    Way::Ledger(CALLERS),
    Way::Parts,
    Way::Bad,
    Way::OldSnapshot,
    Way::TwoProcesses,
];

pub(super) async fn run(shared: &Shared, options: &AppendOptions) -> anyhow::Result<ExitCode> {
    let scratch = Scratch::open(&shared.data).await?;
    let measured = measure_all(&scratch, options).await;
    let rates = match measured {
        Ok(rates) => rates,
        Err(error) => {
            scratch.close().await?;
            return Err(error);
        }
    };
    let bytes = bytes_per_content(&scratch).await?;
    scratch.close().await?;
    tell(shared, &rates, bytes)?;
    Ok(ExitCode::SUCCESS)
}

async fn measure_all(scratch: &Scratch, options: &AppendOptions) -> anyhow::Result<BTreeMap<Way, f64>> {
    let mut owner = PgConnection::connect(&scratch.owner_url).await?;
    sqlx::raw_sql(include_str!("../../../sql/bench/raw_table.sql")).execute(&mut owner).await?;
    owner.close().await?;
    let rounds = options.rounds.max(1);
    let bar = report::bar("measuring", (rounds * WAYS.len()) as u64);
    let mut rates: BTreeMap<Way, Vec<f64>> = BTreeMap::new();
    for _ in 0..rounds {
        for way in WAYS {
            rates.entry(way).or_default().push(measure(scratch, way, options.seconds).await?);
            bar.inc(1);
        }
    }
    bar.finish_and_clear();
    Ok(rates.into_iter().map(|(way, rates)| (way, median(rates))).collect())
}

async fn measure(scratch: &Scratch, way: Way, seconds: f64) -> anyhow::Result<f64> {
    let plain = Load { callers: CALLERS, bad: false, parts: false };
    let url = scratch.app_url.as_str();
    let (done, elapsed) = match way {
        Way::Raw(callers) => load::raw(url, callers, seconds).await?,
        Way::Ledger(callers) => load::ledger(url, Load { callers, ..plain }, seconds).await?,
        Way::Parts => load::ledger(url, Load { parts: true, ..plain }, seconds).await?,
        Way::Bad => load::ledger(url, Load { bad: true, ..plain }, seconds).await?,
        Way::TwoProcesses => load::two_processes(url, CALLERS, seconds).await?,
        Way::OldSnapshot => {
            let mut holder = PgConnection::connect(&scratch.owner_url).await?;
            sqlx::raw_sql(include_str!("../../../sql/bench/old_snapshot.sql")).execute(&mut holder).await?;
            load::ledger(url, plain, seconds).await?
        }
    };
    #[expect(clippy::cast_precision_loss, reason = "a count of seconds, far below 2^52")]
    Ok(done as f64 / elapsed.as_secs_f64())
}

/// All tables of the log against the contents in them.
async fn bytes_per_content(scratch: &Scratch) -> anyhow::Result<f64> {
    let mut owner = PgConnection::connect(&scratch.owner_url).await?;
    let (bytes, events): (i64, i64) =
        sqlx::query_as(include_str!("../../../sql/bench/log_bytes.sql")).fetch_one(&mut owner).await?;
    #[expect(clippy::cast_precision_loss, reason = "sizes far below 2^52")]
    Ok(bytes as f64 / events.max(1) as f64 / CONTENT_BYTES as f64)
}

fn tell(shared: &Shared, rates: &BTreeMap<Way, f64>, bytes: f64) -> anyhow::Result<()> {
    let against = |way: Way, base: Way| rates[&way] / rates[&base];
    let base = Way::Ledger(CALLERS);
    let ratios = [
        ("append_to_raw_1_callers", against(Way::Ledger(1), Way::Raw(1)), None),
        ("append_to_raw_8_callers", against(Way::Ledger(8), Way::Raw(8)), None),
        ("append_to_raw_32_callers", against(Way::Ledger(32), Way::Raw(32)), None),
        ("append_to_raw_128_callers", against(base, Way::Raw(CALLERS)), Some(1.3)),
        ("private_parts_to_none", against(Way::Parts, base), None),
        ("one_percent_bad_to_none", against(Way::Bad, base), Some(0.8)),
        ("old_snapshot_to_none", against(Way::OldSnapshot, base), Some(0.9)),
        ("two_processes_to_one", against(Way::TwoProcesses, base), Some(0.9)),
        ("log_bytes_to_content_bytes", bytes, Some(2.2)),
    ];
    if shared.json {
        let ratios: BTreeMap<_, _> =
            ratios.iter().map(|(name, ratio, _)| (*name, (ratio * 1000.0).round() / 1000.0)).collect();
        return report::json(&json!({ "ratios": ratios }));
    }
    for (name, ratio, goal) in ratios {
        let goal = goal.map(|g| format!("goal {g}")).unwrap_or_default();
        println!("{name:30} {ratio:>6.2}  {goal}");
    }
    Ok(())
}
