//! Node and the packages of a lock file, for tests that drive a browser or a store that speaks S3.
//!
//! What a bare Debian machine lacks is installed with apt when this runs as root, as Postgres is; elsewhere the line to type is told and
//! the chore fails.

use std::env;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::runner::Runner;
use crate::workspace;

const APT_GET: &str = "/usr/bin/apt-get";
/// Another installation may hold the package database; wait for it rather than fail.
const LOCK_WAIT: &str = "DPkg::Lock::Timeout=120";
/// The oldest Node whose test runner and `fetch` do.
const NODE_MIN: u32 = 18;

/// Programs of which one is needed, with the packages that bring the first.
pub(crate) type Needed = (&'static [&'static str], &'static [&'static str]);

/// What everything here is started with.
const NODE: [Needed; 2] = [(&["node"], &["nodejs"]), (&["npm"], &["npm"])];

/// Sees to it that Node, these programs and the packages of the lock file of a folder are there; returns the folder.
pub(crate) fn prepare(runner: &Runner, folder: &str, programs: &[Needed]) -> Result<PathBuf> {
    let needed = NODE.iter().chain(programs);
    let missing: Vec<&str> = needed
        .filter(|(programs, _)| !programs.iter().any(|one| is_there(one)))
        .flat_map(|(_, packages)| *packages)
        .copied()
        .collect();
    if !missing.is_empty() {
        install(runner, &missing)?;
    }
    let version = runner.read(Command::new("node").arg("--version"))?;
    let version = String::from_utf8_lossy(&version);
    let is_new = major(&version).is_some_and(|major| major >= NODE_MIN);
    ensure!(is_new, "Node {} is too old: the tests in {folder} need {NODE_MIN} or newer", version.trim());
    let folder = workspace::root().join(folder);
    if !has_packages(&folder)? {
        let words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
        runner.run(Command::new("npm").current_dir(&folder).args(words))?;
    }
    Ok(folder)
}

fn is_there(program: &str) -> bool {
    env::split_paths(&env::var_os("PATH").unwrap_or_default()).any(|folder| folder.join(program).is_file())
}

fn install(runner: &Runner, packages: &[&str]) -> Result<()> {
    let packages = packages.join(" ");
    let line = format!("apt-get update && apt-get install -y --no-install-recommends {packages}");
    if !(is_root()? && Path::new(APT_GET).exists()) {
        bail!("some tests need more than Rust: install what is missing with `{line}`");
    }
    eprintln!("what some tests need is missing: running `{line}`");
    let apt = |words: &[&str]| {
        let mut command = Command::new(APT_GET);
        command.args(["-q", "-o", LOCK_WAIT]).args(words).env("DEBIAN_FRONTEND", "noninteractive");
        runner.run(&mut command)
    };
    // A stale index or one broken source must not stop an installation that may still succeed.
    if let Err(error) = apt(&["update"]) {
        eprintln!("{error}; trying to install all the same");
    }
    let words = ["install", "-y", "--no-install-recommends"];
    apt(&words.into_iter().chain(packages.split(' ')).collect::<Vec<_>>())
}

fn is_root() -> Result<bool> {
    Ok(fs::metadata("/proc/self").context("cannot tell who runs this")?.uid() == 0)
}

/// Whether the packages that were installed are those of the lock file: npm leaves the list of what it installed behind.
fn has_packages(folder: &Path) -> Result<bool> {
    let locked = folder.join("package-lock.json");
    let locked = fs::metadata(&locked).with_context(|| format!("cannot read {}", locked.display()))?.modified()?;
    let installed = fs::metadata(folder.join("node_modules/.package-lock.json"));
    Ok(installed.is_ok_and(|one| one.modified().is_ok_and(|installed| installed >= locked)))
}

/// The first number of what `node --version` prints.
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_node_is_read() {
        assert_eq!(major("v18.20.4\n"), Some(18));
        assert_eq!(major("v20.0.0-nightly"), Some(20));
        assert_eq!(major("not a version"), None);
    }

    #[test]
    fn a_program_is_looked_for_on_the_path() {
        assert!(is_there("sh") && !is_there("no-such-program-anywhere"));
    }
}
