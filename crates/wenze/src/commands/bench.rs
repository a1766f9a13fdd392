//! `wenze bench`: the log, the import and the judge measured against simpler ways in the same run. Only ratios travel between machines.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::Shared;

mod access;
mod again;
mod api;
mod append;
mod filled;
mod history;
mod import;
mod judge;
mod lag;
mod latency;
mod load;
mod memory;
mod pages;
mod questions;
mod raw_build;
mod read;
mod rebuild;
mod scratch;
mod search;

/// What `bench` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Append against raw one-row INSERT, alternated.
    Append(AppendOptions),
    /// Import of whole files through decide, seal and append, against bare append of the same number of events.
    Import(ImportOptions),
    /// Cases of 30, 70 and 170 acts judged by all shipped rulebooks, the growth of the cost, and many cases in parallel.
    Judge(judge::Options),
    /// The whole log and single cases read, against plain SELECTs.
    Read(read::Options),
    /// Acts through HTTP against bare append.
    Api(api::Options),
    /// How far the views lag behind a steady stream of acts.
    Load(lag::Options),
    /// Read models built by the engine against building them without it.
    Rebuild(rebuild::Options),
    /// What readers wait for at the API, on a log of many cases.
    History(history::Options),
    /// Questions to the search at the API, on a log of many cases.
    Search(search::Options),
    /// What it takes to find out what somebody may do and may not know of.
    Access(access::Options),
    /// Every screen: how long the server takes, and how much goes over the wire.
    Pages(pages::Options),
    /// One process of one build.
    #[command(hide = true)]
    RebuildWorker(rebuild::WorkerOptions),
    /// One process of callers, for measurements with two processes.
    #[command(hide = true)]
    Worker(load::WorkerOptions),
}

/// What `bench append` takes.
#[derive(Debug, clap::Args)]
struct AppendOptions {
    /// Length of one measurement, in seconds.
    #[arg(long, default_value_t = 3.0)]
    seconds: f64,
    /// Measurements of each way; medians are compared.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
}

/// What `bench import` takes.
#[derive(Debug, clap::Args)]
struct ImportOptions {
    /// Files of one set.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The mapping.
    #[arg(long)]
    mapping: PathBuf,
}

pub(crate) async fn run(shared: &Shared, options: &Options) -> anyhow::Result<ExitCode> {
    match &options.what {
        What::Append(options) => append::run(shared, options).await,
        What::Import(options) => import::run(shared, options).await,
        What::Judge(options) => judge::run(shared, options),
        What::Read(options) => read::run(shared, options).await,
        What::Api(options) => api::run(shared, options).await,
        What::Load(options) => lag::run(shared, options).await,
        What::Rebuild(options) => rebuild::run(shared, options).await,
        What::History(options) => history::run(shared, options).await,
        What::Search(options) => search::run(shared, options).await,
        What::Access(options) => access::run(shared, options).await,
        What::Pages(options) => pages::run(shared, options).await,
        What::RebuildWorker(options) => rebuild::work(options).await,
        What::Worker(options) => load::work(options).await,
    }
}

/// The middle one of some measurements.
fn median(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates.get(rates.len() / 2).copied().unwrap_or_default()
}
