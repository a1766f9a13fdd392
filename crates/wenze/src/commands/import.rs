//! `wenze import`: real registers through a mapping.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use wenze_casework::Casework;
use wenze_exchange::import::{ImportPlan, Report, run as import};
use wenze_exchange::mapping::Mapping;
use wenze_exchange::roster::{RosterPlan, RosterReport, run as fill};

use self::files::{BroughtBack, bring_back};
use crate::node::Node;
use crate::{Shared, report};

mod files;

/// The read model of persons and organs.
const REGISTER: &str = "register";
/// How long it may take to show what was recorded before.
const VIEW_WAIT: Duration = Duration::from_mins(10);

/// What `import` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Files of one set, plain or gzip; of tables all of them.
    #[arg(required_unless_present_any = ["roster", "folder"], value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The mapping from the source's words to acts. Acts as `wenze export` writes them need none.
    #[arg(long, value_name = "M.toml")]
    mapping: Option<PathBuf>,
    /// Fill the registers of persons and organs from a CSV table of posts, one line each; see the README.
    #[arg(long, value_name = "FILE.csv", conflicts_with_all = ["files", "mapping", "resume"])]
    roster: Option<PathBuf>,
    /// Bring back the evidence files too that `wenze export --files` copied into this folder, once the acts are imported. Each is compared
    /// with its digest first; what is missing or altered is named.
    #[arg(long = "files", value_name = "FOLDER", conflicts_with = "roster")]
    folder: Option<PathBuf>,
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
    if let Some(file) = options.roster {
        return fill_registers(shared, RosterPlan { file, dry_run: options.dry_run, rejects: Some(options.rejects) })
            .await;
    }
    let mapping = options.mapping.as_deref().map_or_else(Mapping::of_acts, Mapping::load)?;
    let node = Node::open(shared).await?;
    let mut plan = ImportPlan::new(options.files.clone(), mapping);
    plan.dry_run = options.dry_run;
    plan.resume = options.resume;
    plan.rejects = Some(options.rejects.clone());
    // Of files that were lost alone the acts are there already.
    let done = if options.files.is_empty() { Ok(Report::default()) } else { with_progress(&node.casework, plan).await };
    let brought = match (&options.folder, &done) {
        (Some(folder), Ok(_)) => bring_back(&node.casework, folder, options.dry_run).await.map(Some),
        _ => Ok(None),
    };
    node.close().await?;
    let (done, brought) = (done?, brought?);
    tell(shared, &done, brought.as_ref(), &options)?;
    let is_whole = done.rejected == 0 && brought.is_none_or(|brought| brought.lost == 0);
    Ok(if is_whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn tell(shared: &Shared, done: &Report, brought: Option<&BroughtBack>, options: &Options) -> anyhow::Result<()> {
    if shared.json {
        let mut told = serde_json::to_value(done)?;
        if let Some(brought) = brought {
            told["files"] = serde_json::to_value(brought)?;
        }
        report::json(&told)?;
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
        if let Some(BroughtBack { files, bytes, unchanged, withheld, lost, named }) = brought {
            println!(
                "{files} files, {bytes} bytes brought back; {unchanged} were there, {withheld} only listed, {lost} not brought back"
            );
            for one in named {
                println!("not brought back: file {} of case {}: {}", one.file, one.case, one.why);
            }
        }
    }
    Ok(())
}

async fn fill_registers(shared: &Shared, plan: RosterPlan) -> anyhow::Result<ExitCode> {
    let mut node = Node::open(shared).await?;
    node.start_views();
    // Organs recorded before are found by their names, so the view of the registers must show all of them.
    let head = node.casework.ledger().head().await?;
    let shown = node.casework.views().reached(REGISTER, head, VIEW_WAIT).await;
    let done = match shown {
        Ok(false) => Err(anyhow::anyhow!("the register of organs is not up to date yet: try again in a moment")),
        Ok(true) => fill(&node.casework, &plan).await.map_err(anyhow::Error::from),
        Err(error) => Err(error.into()),
    };
    node.close().await?;
    let done = done?;
    if shared.json {
        report::json(&done)?;
    } else {
        let RosterReport { lines, organs, persons, posts, unchanged, rejected, seconds, .. } = &done;
        println!(
            "{lines} lines: {organs} organs, {persons} persons, {posts} posts recorded, {unchanged} unchanged, {rejected} rejected, {seconds:.1} s"
        );
        if let Some(rejects) = plan.rejects.filter(|_| *rejected > 0) {
            println!("The rejected lines with their reasons: {}", rejects.display());
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
