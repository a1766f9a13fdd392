//! The pages in a real Chromium, driven by Node from `tests/browser`: what `cargo xtask test` runs of them, and `cargo xtask browser`, which
//! visits every page. A run without a browser has tested no page, so it fails where there is none.

use std::process::Command;

use anyhow::Result;

use crate::node::{self, Needed};
use crate::runner::Runner;
use crate::workspace;

/// Where the tests lie.
const FOLDER: &str = "tests/browser";
/// What they are run in. Without Chinese letters lines have other widths.
const PROGRAMS: [Needed; 1] =
    [(&["chromium-headless-shell", "chromium"], &["chromium-headless-shell", "fonts-noto-cjk"])];

/// Runs the tests in the browser and visits every page; `args` are files in their folder that are run instead.
pub(crate) fn run(runner: &Runner, args: &[String]) -> Result<()> {
    let whole = ["--whole".to_owned()];
    perform(runner, if args.is_empty() { whole.as_slice() } else { args })
}

/// Runs the tests in the browser on one page of each kind.
pub(crate) fn essential(runner: &Runner) -> Result<()> {
    perform(runner, &[])
}

fn perform(runner: &Runner, args: &[String]) -> Result<()> {
    let folder = node::prepare(runner, FOLDER, &PROGRAMS)?;
    // With an example among what is built the features are those of the tests, so that nothing is compiled twice.
    runner.run(workspace::cargo().args([
        "build",
        "--quiet",
        "--workspace",
        "--bin",
        "wenze",
        "--example",
        "openapi",
    ]))?;
    let mut node = Command::new("node");
    node.current_dir(folder).arg("run.mjs").args(args);
    runner.run(node.env("CARGO_TARGET_DIR", workspace::target()))
}
