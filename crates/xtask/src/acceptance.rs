//! `cargo xtask acceptance`: real registers into a scratch database, and what log and read models say of them compared
//! with what others computed from the raw files.
//!
//! The work itself is the example `acceptance` of `exchange`: a chore that linked the whole program could not run while
//! the program does not compile.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::runner::Runner;
use crate::scratch::Scratch;
use crate::workspace::{self, Profile};

/// Where the sets lie on a machine that has them.
const DATA: &str = "../shared/data";
/// Where a sample rulebook of others lies on a machine that has it; `cargo xtask test` runs it.
pub(crate) const RULEBOOK_SAMPLE: &str = "../shared/rulebook-sample";

/// What to import.
#[derive(Args)]
pub(crate) struct Options {
    /// Folder with one folder for each set
    #[arg(long, value_name = "FOLDER")]
    data: PathBuf,
    /// Only the small part of each set
    #[arg(long)]
    small_only: bool,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// Imports and compares; fails on any difference.
pub(crate) fn run(runner: &Runner, scratch: &Scratch, options: &Options) -> Result<()> {
    // Cargo runs in the workspace's root, so a path as it was typed would mean another folder there.
    let data = std::path::absolute(&options.data)?;
    ensure!(data.is_dir(), "{} is no folder", data.display());
    // Whole sets take a while, which is worth the longer build.
    let profile = if options.small_only { Profile::Dev } else { Profile::Release };
    let mut example = workspace::example(runner, "acceptance", profile)?;
    example.arg("--data").arg(data).arg("--mappings").arg(workspace::root().join("mappings"));
    example.args(options.small_only.then_some("--small-only")).args(options.json.then_some("--json"));
    runner.run(scratch.lend(&mut example)?)
}

/// The small parts, on a machine that has the sets; elsewhere it says that it did nothing.
pub(crate) fn run_where_there_is_data(runner: &Runner, scratch: &Scratch) -> Result<()> {
    let data = workspace::root().join(DATA);
    if !data.is_dir() {
        eprintln!("{} is not there: no real register is imported here", shown(&data));
        return Ok(());
    }
    let data = data.canonicalize().with_context(|| format!("cannot find {}", data.display()))?;
    run(runner, scratch, &Options { data, small_only: true, json: false })
}

fn shown(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
}
