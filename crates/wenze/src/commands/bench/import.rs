//! `wenze bench import`: whole files through decide, seal and append, against bare append of as many events.

use std::process::ExitCode;

use serde_json::json;
use wenze_exchange::import::ImportPlan;
use wenze_exchange::mapping::Mapping;
use wenze_projections::judging::Judges;
use wenze_vault::MasterKey;

use super::ImportOptions;
use super::load::{self, Load};
use super::memory::peak_mib;
use super::scratch::Scratch;
use crate::commands::import::with_progress;
use crate::node;
use crate::{Shared, report};

/// Length of the bare append beside the import, in seconds.
const BARE_SECONDS: f64 = 5.0;
const CALLERS: usize = 128;

pub(super) async fn run(shared: &Shared, options: &ImportOptions) -> anyhow::Result<ExitCode> {
    let mapping = Mapping::load(&options.mapping)?;
    let scratch = Scratch::open(&shared.data).await?;
    let measured = measure(&scratch, options, mapping).await;
    scratch.close().await?;
    let (done, bare) = measured?;
    let acts: u64 = done.acts.values().sum();
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    let rate = acts as f64 / done.seconds;
    let document = json!({
        "cases": done.cases,
        "acts": acts,
        "rejected": done.rejected,
        "seconds": done.seconds,
        "memory_peak_mib": peak_mib(),
        "ratios": { "import_events_to_bare_append_commands": (rate / bare * 1000.0).round() / 1000.0 },
    });
    if shared.json {
        report::json(&document)?;
    } else {
        println!("{} cases, {acts} acts, {} rejected, {:.1} s", done.cases, done.rejected, done.seconds);
        println!("{:.2} x bare append of one event a command with {CALLERS} callers", rate / bare);
        println!("peak memory {} MiB", peak_mib());
    }
    Ok(ExitCode::SUCCESS)
}

async fn measure(
    scratch: &Scratch,
    options: &ImportOptions,
    mapping: Mapping,
) -> anyhow::Result<(wenze_exchange::import::Report, f64)> {
    let pool = node::pool(&scratch.app_url).await?;
    let key = MasterKey::from_hex(&"5a".repeat(32))?;
    let (casework, _) = node::open(pool.clone(), key, "bench", &Judges::shipped(), None).await?;
    let done = with_progress(&casework, ImportPlan::new(options.files.clone(), mapping)).await?;
    casework.ledger().close().await;
    pool.close().await;
    let (appended, elapsed) =
        load::ledger(&scratch.app_url, Load { callers: CALLERS, bad: false, parts: false }, BARE_SECONDS).await?;
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    Ok((done, appended as f64 / elapsed.as_secs_f64()))
}
