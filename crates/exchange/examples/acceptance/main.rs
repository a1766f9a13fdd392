//! Acceptance: imports every set that has a mapping and compares what log and read models say with what others computed
//! from the raw files. `cargo xtask acceptance` runs it on a scratch server.

mod answers;
mod ccdi;
mod chicago;
mod congress;
mod counting;
mod database;
mod leaves;
mod nyc_ccrb;
mod part;
mod roadtraffic;
mod walk;

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use serde::Serialize;
use wenze_exchange::import::{ImportPlan, Report, run};

use crate::database::Database;
use crate::leaves::{Difference, Uncompared};
use crate::part::Part;
use crate::walk::CaseBack;

/// Differences printed for one part; all of them count.
const PRINTED_MAX: usize = 200;
/// Cases between two lines of progress.
const TELL_EVERY_CASES: u64 = 10_000;

#[derive(Parser)]
struct Cli {
    /// Folder with one folder for each set
    #[arg(long)]
    data: PathBuf,
    /// Folder of the mappings
    #[arg(long)]
    mappings: PathBuf,
    /// Only the small part of each set
    #[arg(long)]
    small_only: bool,
    /// Only the part of this name
    #[arg(long)]
    part: Option<String>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// Facts of a set, gathered case by case.
trait Facts {
    /// One more case.
    fn add(&mut self, case: &CaseBack<'_>);
    /// What is known of one case by itself: column → value. None where the set expects no answer.
    fn answer(&self, _case: &CaseBack<'_>) -> Option<Vec<(&'static str, String)>> {
        None
    }
    /// Everything, in the form of the expected file, which is looked at only for the order of what has none.
    fn finish(self: Box<Self>, expected: &serde_json::Value) -> serde_json::Value;
}

/// How one part of a set fared.
#[derive(Serialize)]
struct Outcome {
    part: String,
    import: Report,
    events_in_log: i64,
    leaves_compared: usize,
    leaves_uncompared: usize,
    answers_compared: usize,
    differences: Vec<Difference>,
    seconds: f64,
    /// Highest resident memory of this process: until the import had ended, until the views had caught up, in all.
    peak_mib: [u64; 3],
}

#[tokio::main]
async fn main() -> ExitCode {
    match perform(&Cli::parse()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn perform(cli: &Cli) -> Result<bool> {
    let owner_url = env::var("DATABASE_URL").context("DATABASE_URL names the scratch server")?;
    let parts = part::find(&cli.data, &cli.mappings, cli.small_only)?;
    ensure!(!parts.is_empty(), "{} holds nothing that any mapping is for", cli.data.display());
    if cli.part.is_none() && !cli.small_only {
        return each_alone(cli, &parts);
    }
    let is_asked = |part: &Part| cli.part.as_ref().is_none_or(|name| *name == part.name);
    let mut outcomes = Vec::new();
    for (number, part) in parts.iter().enumerate().filter(|(_, part)| is_asked(part)) {
        let outcome = accept(part, &owner_url, number).await.with_context(|| part.name.clone())?;
        if !cli.json {
            tell(&outcome);
        }
        outcomes.push(outcome);
    }
    if cli.json {
        println!("{}", serde_json::to_string_pretty(&outcomes)?);
    }
    Ok(outcomes.iter().all(|outcome| outcome.differences.is_empty()))
}

/// Whole sets run in processes of their own, one after the other: so the memory told of one is not what another left
/// behind. Two arenas are what the allocator needs on the machines this is for; its default, eight for each core, keeps
/// up to a third more.
fn each_alone(cli: &Cli, parts: &[Part]) -> Result<bool> {
    let mut outcomes: Vec<serde_json::Value> = Vec::new();
    let mut all_well = true;
    for part in parts {
        let mut child = Command::new(env::current_exe()?);
        child.arg("--data").arg(&cli.data).arg("--mappings").arg(&cli.mappings).arg("--part").arg(&part.name);
        child.args(cli.json.then_some("--json")).env("MALLOC_ARENA_MAX", "2").stderr(Stdio::inherit());
        if cli.json {
            let done = child.output()?;
            all_well &= done.status.success();
            outcomes.extend(serde_json::from_slice::<Vec<serde_json::Value>>(&done.stdout)?);
        } else {
            all_well &= child.status()?.success();
        }
    }
    if cli.json {
        println!("{}", serde_json::to_string_pretty(&outcomes)?);
    }
    Ok(all_well)
}

async fn accept(part: &Part, owner_url: &str, number: usize) -> Result<Outcome> {
    let started = Instant::now();
    forget_peak();
    let mut database = Database::open(owner_url, &format!("wenze_acceptance_{number}")).await?;
    // The small part is followed event by event, the whole is built at once: both ways lead to the same read models.
    if part.is_small {
        database.start_views();
    }
    let plan = ImportPlan::new(part.data.clone(), part.mapping.clone());
    let import = run(&database.casework, plan.clone(), tell_progress()).await?;
    let after_import = peak_mib();
    let mut differences = leaves::must_be(&[("rejected", import.rejected, 0)]);
    differences.extend(import.first_rejects.iter().map(leaves::rejected));
    if part.is_small {
        let again = run(&database.casework, plan, |_| ()).await?;
        let acts: u64 = again.acts.values().sum();
        differences.extend(leaves::must_be(&[
            ("unchanged when imported again", again.unchanged, again.cases),
            ("stored when imported again", acts, 0),
        ]));
    }
    database.start_views();
    let events_in_log = database.catch_up().await?;
    let after_views = peak_mib();

    let mut facts = facts(part)?;
    let mut answers = answers::Answers::open(part.answers.as_deref())?;
    let read = walk::walk(&database, |case| {
        answers.compare(&case.row, facts.answer(case));
        facts.add(case);
    });
    differences.extend(read.await?);
    let uncompared = Uncompared::load(&part.uncompared)?;
    let expected = part.expected()?;
    let compared = leaves::compare(&expected, &facts.finish(&expected), &uncompared)?;
    differences.extend(compared.differences);
    let (answers_compared, wrong_answers) = answers.finish();
    differences.extend(wrong_answers);
    database.close().await;
    Ok(Outcome {
        part: part.name.clone(),
        import,
        events_in_log,
        leaves_compared: compared.leaves,
        leaves_uncompared: uncompared.len(),
        answers_compared,
        differences,
        seconds: started.elapsed().as_secs_f64(),
        peak_mib: [after_import, after_views, peak_mib()],
    })
}

fn facts(part: &Part) -> Result<Box<dyn Facts>> {
    let file = part.data[0].file_name().unwrap_or_default().to_string_lossy().into_owned();
    let ids = part.mapping.ids().clone();
    match part.mapping.set() {
        "roadtraffic" => Ok(Box::new(roadtraffic::Roadtraffic::new(ids, file))),
        "ccdi" => Ok(Box::new(ccdi::Ccdi::default())),
        "chicago" => Ok(Box::new(chicago::Chicago::default())),
        "congress" => Ok(Box::new(congress::Congress::default())),
        "nyc-ccrb" => Ok(Box::new(nyc_ccrb::NycCcrb::new(&part.expected()?)?)),
        set => anyhow::bail!("nobody has written what is to be read back of the set '{set}'"),
    }
}

fn tell_progress() -> impl FnMut(&wenze_exchange::import::Progress) + Send {
    let started = Instant::now();
    move |progress| {
        if progress.cases.is_multiple_of(TELL_EVERY_CASES) {
            eprintln!("{} cases, {} acts, {:.0?}", progress.cases, progress.acts, started.elapsed());
        }
    }
}

fn tell(outcome: &Outcome) {
    let Outcome { part, import, events_in_log, leaves_compared, leaves_uncompared, answers_compared, .. } = outcome;
    for difference in outcome.differences.iter().take(PRINTED_MAX) {
        println!("{part}: {difference}");
    }
    println!(
        "{part}: {} cases, {} rejected, {events_in_log} events in the log after {:.1} s; {leaves_compared} leaves compared, \
         {leaves_uncompared} not, {answers_compared} answers of single cases; {} differences; {:.1} s in all; \
         at most {} MiB while importing, {} while the views caught up, {} in all; remarks {:?}; acts {:?}",
        import.cases,
        import.rejected,
        import.seconds,
        outcome.differences.len(),
        outcome.seconds,
        outcome.peak_mib[0],
        outcome.peak_mib[1],
        outcome.peak_mib[2],
        import.remarks,
        import.acts,
    );
}

/// Lets the highest resident memory begin anew, so that each part tells its own; a system that cannot tells that of all.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// Highest resident memory of this process since it was last forgotten.
fn peak_mib() -> u64 {
    let status = std::fs::read_to_string(Path::new("/proc/self/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|kib| kib.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) / 1024
}
