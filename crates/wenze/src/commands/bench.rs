//! `wenze bench`: the log, the import and the judge measured against simpler ways in the same run. Only ratios travel between machines.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::Shared;

mod append;
mod import;
mod judge;
mod load;
mod memory;
mod scratch;

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
        What::Worker(options) => load::work(options).await,
    }
}
