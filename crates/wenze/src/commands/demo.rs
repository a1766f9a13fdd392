//! `wenze demo`: a private Postgres, about 300 made-up cases, API and pages, and what to try.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use chrono::{NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use wenze_testkit::generator::{World, world};

use crate::node::{Database, Node};
use crate::{Shared, report};

mod accounts;
mod overdue;
mod review;
mod seed;

pub(crate) use accounts::holder;

/// Cases of the demonstration, unless it is told otherwise.
const CASES: usize = 300;
/// The most cases that one start may make.
const CASES_MAX: u16 = 2_000;
/// The seed of the demonstration: everybody sees the same cases.
const SEED: u64 = 20_160_708;
/// The file that marks a folder as the demonstration's own.
const MARK: &str = "demo.json";

/// What `demo` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Where to listen; only loopback.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    listen: SocketAddr,
    /// Delete what an earlier demonstration left and begin anew; touches only a folder that bears the demo mark.
    #[arg(long)]
    fresh: bool,
    /// How many cases to make up; the first ones tell every story once. A demonstration that is there already keeps its own.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=i64::from(CASES_MAX)))]
    cases: Option<u16>,
    /// Prepare everything, then stop instead of serving.
    #[arg(long)]
    prepare_only: bool,
}

/// What the mark holds.
#[derive(Debug, Serialize, Deserialize)]
struct Mark {
    demo: bool,
    seed: u64,
    /// The day the cases were made for; kept so that an interrupted start goes on with the same cases.
    today: NaiveDate,
    /// How many cases there are; a folder of an earlier program does not say and holds the usual number.
    #[serde(default = "usual")]
    cases: usize,
    seeded: bool,
}

fn usual() -> usize {
    CASES
}

pub(crate) async fn run(shared: &Shared, options: &Options) -> anyhow::Result<ExitCode> {
    let data = shared.data.as_path();
    if options.fresh {
        delete(data)?;
    }
    let mut mark = claim(data, options.cases.map_or(CASES, usize::from))?;
    let front = super::serve::Front::on(options.listen, &[], &[])?;
    let listener = super::serve::listen(options.listen).await?;
    eprintln!("The demonstration uses a private Postgres in {} and never DATABASE_URL.", data.display());
    let mut node = Node::on(Database::private(data).await?, shared).await?;
    node.start_views();
    let mut world = world(mark.seed, mark.cases, mark.today);
    overdue::add(&mut world, mark.today);
    if !mark.seeded {
        if let Err(error) = seed::record(&node, &world, mark.today).await {
            node.close().await?;
            return Err(error.context("the made-up cases cannot be recorded"));
        }
        review::record(&node.casework, &world, mark.today).await?;
        mark.seeded = true;
        write_mark(data, &mark)?;
    }
    let accounts = accounts::made(&node, &world, data).await?;
    seed::wait_for_views(&node).await?;
    tell(shared, &world, &listener.local_addr()?.to_string(), &accounts)?;
    if options.prepare_only {
        node.close().await?;
        return Ok(ExitCode::SUCCESS);
    }
    let access = node.access();
    super::serve::until_stopped(node, access, listener, front, true).await?;
    Ok(ExitCode::SUCCESS)
}

/// Takes a folder for the demonstration: an empty one, or one it took before. A folder with other data is left alone.
fn claim(data: &Path, cases: usize) -> anyhow::Result<Mark> {
    let path = data.join(MARK);
    if path.exists() {
        let text = std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        return serde_json::from_str(&text)
            .with_context(|| format!("{} is damaged; start with --fresh", path.display()));
    }
    let is_empty = std::fs::read_dir(data).map_or(true, |mut entries| entries.next().is_none());
    if !is_empty {
        bail!("{} holds other data; give the demonstration a folder of its own with --data DIR", data.display());
    }
    std::fs::create_dir_all(data).with_context(|| format!("{} cannot be made", data.display()))?;
    let mark = Mark { demo: true, seed: SEED, today: Utc::now().date_naive(), cases, seeded: false };
    write_mark(data, &mark)?;
    Ok(mark)
}

fn write_mark(data: &Path, mark: &Mark) -> anyhow::Result<()> {
    let (path, next) = (data.join(MARK), data.join("demo.json.next"));
    std::fs::write(&next, serde_json::to_vec_pretty(mark)?)?;
    // Renamed, so that a crash leaves the old mark or the new one and never half of it.
    std::fs::rename(&next, &path)?;
    Ok(())
}

/// Deletes what an earlier demonstration left: the server first, wherever its files lie, then the folder.
fn delete(data: &Path) -> anyhow::Result<()> {
    if !data.exists() {
        return Ok(());
    }
    if !data.join(MARK).exists() {
        bail!("{} does not bear the demo mark ({MARK}); nothing was deleted", data.display());
    }
    wenze_pgserver::destroy(data)?;
    let kept: PathBuf = data.to_owned();
    std::fs::remove_dir_all(&kept).with_context(|| format!("{} cannot be deleted", kept.display()))
}

/// One case worth looking at for each story, and how to look at it.
fn tell(shared: &Shared, world: &World, address: &str, accounts: &Path) -> anyhow::Result<()> {
    let mut shown = std::collections::BTreeMap::new();
    for case in &world.cases {
        shown.entry(case.title_hint).or_insert(case.id);
    }
    if shared.json {
        return report::json(
            &serde_json::json!({ "address": format!("http://{address}"), "cases": world.cases.len(), "stories": shown, "accounts": accounts }),
        );
    }
    println!("\n问责 Wenze · http://{address}/   (English: http://{address}/?lang=en)\n");
    println!("{} made-up cases; one of each story:", world.cases.len());
    for (hint, id) in &shown {
        println!("  {hint:36} http://{address}/cases/{id}");
    }
    let Some((_, id)) = shown.iter().next() else { return Ok(()) };
    println!("\nTry:");
    println!("  curl -s http://{address}/api/v1/cases/{id}/audit?lang=en");
    println!("  curl -s http://{address}/api/v1/cases/{id}/acts");
    println!("  wenze replay {id} --data {} --lang en", shared.data.display());
    println!("  http://{address}/api/docs");
    println!("\nAccounts of an inspector, a reviewer and others, with passwords and tokens: {}", accounts.display());
    println!("\nThe same sources as always hold: all persons, organs and texts are invented. Ctrl-C stops everything.");
    Ok(())
}
