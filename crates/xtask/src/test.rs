//! `cargo xtask test`: every test of the workspace on a scratch server.

use std::process::Command;

use anyhow::Result;

use crate::acceptance::RULEBOOK_SAMPLE;
use crate::browser;
use crate::node;
use crate::runner::Runner;
use crate::scratch::Scratch;
use crate::workspace;

/// The store that speaks S3, which tests of evidence files start.
const STORE: &str = "tests/s3";

/// Runs the tests; when nothing was selected, also the examples in the documentation and the pages in a browser.
pub(crate) fn run(runner: &Runner, scratch: &Scratch, args: &[String]) -> Result<()> {
    let has_nextest = workspace::has_cargo_command("nextest");
    if !has_nextest {
        eprintln!("cargo-nextest is not installed; `cargo test` runs the tests");
    }
    node::prepare(runner, STORE, &[])?;
    let mut cargo = workspace::cargo();
    cargo.args(runner_words(has_nextest, args));
    offer_sample(&mut cargo);
    let tests = runner.run(scratch.lend(&mut cargo)?);
    if !args.is_empty() {
        return tests;
    }
    // All are run even if the first fails: one run tells everything.
    let documented = runner
        .check()
        .and_then(|()| runner.run(scratch.lend(workspace::cargo().args(["test", "--workspace", "--doc"]))?));
    let in_browser = runner.check().and_then(|()| browser::essential(runner));
    tests.and(documented).and(in_browser)
}

/// A rulebook in the format that the machine offers is run unchanged; elsewhere it is said that none was.
fn offer_sample(cargo: &mut Command) {
    match workspace::root().join(RULEBOOK_SAMPLE).canonicalize() {
        Ok(folder) => {
            cargo.env("WENZE_RULEBOOK_SAMPLE", folder);
        }
        Err(_) => eprintln!("{RULEBOOK_SAMPLE} is not there: only the project's own sample rulebook is run"),
    }
}

/// The words after `cargo`. A package that is named narrows the run, which `--workspace` would undo.
fn runner_words(has_nextest: bool, args: &[String]) -> Vec<String> {
    let mut words: Vec<&str> = if has_nextest { vec!["nextest", "run"] } else { vec!["test", "--no-fail-fast"] };
    let names_package = args.iter().take_while(|arg| *arg != "--").any(|arg| {
        arg == "--package" || arg.starts_with("--package=") || (arg.starts_with("-p") && !arg.starts_with("--"))
    });
    if !names_package {
        words.push("--workspace");
    }
    if !has_nextest && args.is_empty() {
        words.extend(["--lib", "--bins", "--tests"]);
    }
    words.into_iter().map(str::to_owned).chain(args.iter().cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::runner_words;

    fn words(has_nextest: bool, args: &str) -> String {
        let args: Vec<String> = args.split_whitespace().map(str::to_owned).collect();
        runner_words(has_nextest, &args).join(" ")
    }

    #[test]
    fn the_whole_workspace_unless_a_package_is_named() {
        assert_eq!(words(true, ""), "nextest run --workspace");
        assert_eq!(words(true, "append"), "nextest run --workspace append");
        assert_eq!(words(true, "-p wenze-ledger"), "nextest run -p wenze-ledger");
        assert_eq!(words(true, "--package=wenze-ledger"), "nextest run --package=wenze-ledger");
        assert_eq!(words(true, "-- -p"), "nextest run --workspace -- -p");
        assert_eq!(words(false, ""), "test --no-fail-fast --workspace --lib --bins --tests");
        assert_eq!(words(false, "-pwenze-web"), "test --no-fail-fast -pwenze-web");
    }
}
