//! `wenze import`: real registers through a mapping.

use std::path::PathBuf;
use std::process::ExitCode;

use wenze_casework::Casework;
use wenze_exchange::import::{ImportPlan, Report, run as import};
use wenze_exchange::mapping::Mapping;

use crate::node::Node;
use crate::{Shared, report};

/// What `import` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Files of one set, plain or gzip; of tables all of them.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The mapping from the source's words to acts.
    #[arg(long, value_name = "M.toml")]
    mapping: PathBuf,
    /// Decide everything and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Go on where the last run of the same files was cut off, without offering the cases before again.
    #[arg(long)]
    resume: bool,
    /// Where rejected cases are written with line and reason, readable by the owner only.
    #[arg(long, value_name = "FILE", default_value = "import.rejects.jsonl")]
    rejects: PathBuf,
}

pub(crate) async fn run(shared: &Shared, options: Options) -> anyhow::Result<ExitCode> {
    let mapping = Mapping::load(&options.mapping)?;
    let node = Node::open(&shared.data).await?;
    let mut plan = ImportPlan::new(options.files, mapping);
    plan.dry_run = options.dry_run;
    plan.resume = options.resume;
    plan.rejects = Some(options.rejects.clone());
    let done = with_progress(&node.casework, plan).await;
    node.close().await?;
    let done = done?;
    if shared.json {
        report::json(&done)?;
    } else {
        println!(
            "{} cases, {} unchanged, {} rejected, {:.1} s",
            done.cases, done.unchanged, done.rejected, done.seconds
        );
        for (kind, n) in &done.acts {
            println!("{n:>9}  {kind}");
        }
        for (code, n) in &done.remarks {
            println!("{n:>9}  stored, but cannot have been so: {code}");
        }
        if done.rejected > 0 || !done.remarks.is_empty() {
            println!("What was rejected or cannot have been so, with line and reason: {}", options.rejects.display());
        }
    }
    Ok(if done.rejected == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs an import with a bar over the bytes of its files.
pub(super) async fn with_progress(casework: &Casework, plan: ImportPlan) -> anyhow::Result<Report> {
    let bar = report::bar("importing", 0);
    let shown = bar.clone();
    let tell = move |p: &wenze_exchange::import::Progress| {
        shown.set_length(p.of_bytes);
        shown.set_position(p.bytes);
        shown.set_message(format!("{} cases", p.cases));
    };
    let done = import(casework, plan, tell).await;
    bar.finish_and_clear();
    Ok(done?)
}
