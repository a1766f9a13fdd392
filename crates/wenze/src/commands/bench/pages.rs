//! `wenze bench pages`: how long the server takes for every screen, and how much of it goes over the wire, on a log of many cases.
//!
//! Pages are asked for inside this process, signed in, as a browser asks: compressed. What a network adds is not measured.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

mod readers;
mod screens;

use super::filled::Filled;
use crate::{Shared, report};
use readers::Readers;
use screens::{Measured, screens};

/// What `bench pages` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// Cases of the log, at least.
    #[arg(long, default_value_t = 60_000)]
    cases: i64,
    /// How often each address is asked for.
    #[arg(long, default_value_t = 20)]
    rounds: usize,
    /// Keep the filled log in this folder, or use the one that is there.
    #[arg(long)]
    keep: Option<PathBuf>,
}

/// Events that a case of the filled log has on average, rounded up.
const EVENTS_PER_CASE: i64 = 7;
/// Events of the registers that come before the first case, rounded up.
const EVENTS_OF_REGISTERS: i64 = 700;

pub(super) async fn run(shared: &Shared, options: &Options) -> anyhow::Result<ExitCode> {
    let events = options.cases.max(1) * EVENTS_PER_CASE + EVENTS_OF_REGISTERS;
    let filled = Filled::open(&shared.data, options.keep.as_ref(), events).await?;
    let measured = measure(&filled, options.rounds.max(1)).await;
    let (cases, events) = (filled.cases, filled.events);
    filled.close().await?;
    let all = measured?;
    if shared.json {
        report::json(&json!({ "cases": cases, "events": events, "screens": all }))?;
    } else {
        println!("{cases} cases, {events} events");
        println!(
            "{:34} {:>5} {:>9} {:>9} {:>8} {:>9} {:>8}",
            "screen", "asked", "p50 ms", "p95 ms", "goal ms", "KB", "goal KB"
        );
        all.iter().for_each(Measured::print);
        let missed = all.iter().filter(|one| one.is_missed()).count();
        println!("{missed} of {} screens miss a goal", all.len());
    }
    Ok(ExitCode::SUCCESS)
}

async fn measure(filled: &Filled, rounds: usize) -> anyhow::Result<Vec<Measured>> {
    let readers = Readers::signed_in(filled).await?;
    let running = filled.following().await?;
    let mut all = Vec::new();
    for screen in screens(filled, &readers).await? {
        all.push(screen.measured(&readers, rounds).await?);
    }
    running.shutdown().await;
    Ok(all)
}
