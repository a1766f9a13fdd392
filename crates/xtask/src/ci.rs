//! `cargo xtask ci`: everything that must pass, quick checks first, and at the end one line for each.

use std::env;
use std::time::Instant;

use anyhow::{Result, ensure};

use crate::runner::Runner;
use crate::scratch::Scratch;
use crate::{acceptance, generated, sqlx, test, tidy, workspace};

/// A named check.
type Step<'a> = (&'static str, Box<dyn Fn() -> Result<()> + 'a>);

/// Runs every step, also after one has failed, so that one run tells everything.
pub(crate) fn run(runner: &Runner) -> Result<()> {
    let scratch = Scratch::start()?;
    let mut steps: Vec<Step> = vec![
        ("tidy", Box::new(tidy::run)),
        ("fmt", Box::new(|| runner.run(workspace::cargo().args(["fmt", "--all", "--check"])))),
        ("deny", Box::new(|| deny(runner))),
    ];
    // Each expands every target once: the descriptions of queries are written in passing. Everything is built at once: what
    // generates files is an example among the tests' targets, and a long compilation of one crate leaves no processor idle.
    if builds_with_clippy() {
        steps.push(("build, clippy, sqlx", Box::new(|| sqlx::checked_by(runner, &scratch, &BUILD))));
    } else {
        steps.push(("clippy, sqlx", Box::new(|| sqlx::checked_by(runner, &scratch, &CLIPPY))));
        steps.push(("build", Box::new(|| runner.run(workspace::cargo().args(BUILD)))));
    }
    let on_built: Vec<Step> = vec![
        ("schemas", Box::new(|| generated::schemas(runner, true))),
        ("openapi", Box::new(|| generated::openapi(runner, true))),
        ("test", Box::new(|| test::run(runner, &scratch, &[]))),
        ("acceptance", Box::new(|| acceptance::run_where_there_is_data(runner, &scratch))),
    ];
    steps.extend(on_built);
    let mut failed = Vec::new();
    let mut lines = Vec::new();
    for (name, step) in &steps {
        eprintln!("── {name}");
        let started = Instant::now();
        let outcome = step();
        runner.check()?;
        let seconds = started.elapsed().as_secs();
        lines.push(match &outcome {
            Ok(()) => format!("{name:<19} ok     {seconds:>4} s"),
            Err(error) => format!("{name:<19} FAILED {seconds:>4} s  {error:#}"),
        });
        failed.extend(outcome.is_err().then_some(*name));
    }
    println!("{}", lines.join("\n"));
    ensure!(failed.is_empty(), "failed: {}", failed.join(", "));
    Ok(())
}

const BUILD: [&str; 4] = ["test", "--workspace", "--all-targets", "--no-run"];
const CLIPPY: [&str; 6] = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];

/// Whether the compiler of this workspace's crates is clippy's, which says its lints while it compiles: `.ci/run` asks for it,
/// because a clippy of its own compiles everything that the crates stand on a second time.
fn builds_with_clippy() -> bool {
    env::var_os("RUSTC_WORKSPACE_WRAPPER").is_some_and(|wrapper| wrapper.to_string_lossy().ends_with("clippy-driver"))
}

/// Advisories are left out because they need a download.
fn deny(runner: &Runner) -> Result<()> {
    if !workspace::has_cargo_command("deny") {
        eprintln!("cargo-deny is not installed: bans, licences and sources are NOT checked here");
        return Ok(());
    }
    runner.run(workspace::cargo().args(["deny", "check", "bans", "licenses", "sources"]))
}
