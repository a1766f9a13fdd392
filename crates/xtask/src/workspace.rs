//! Where the workspace lies and what is in it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::runner::Runner;

/// The folder of the workspace's `Cargo.toml`.
pub(crate) fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.ancestors().nth(2).unwrap_or(own).to_owned()
}

/// Where cargo builds, and where chores put what they can make again.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |named| root().join(named))
}

/// A cargo command in the workspace's root, as if it had been typed there.
///
/// `cargo run` tells this program which package it is. A build script that reads such a variable would be run anew, and
/// all that stands on it compiled anew, each time a chore follows a command typed by hand.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let of_this_package = |name: &str| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_str().is_some_and(of_this_package)) {
        cargo.env_remove(name);
    }
    cargo.current_dir(root());
    cargo
}

/// How a chore's example is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// As the tests are.
    Dev,
    /// Optimised.
    Release,
}

/// Builds an example of the workspace, and gives the command that starts it.
///
/// The whole workspace is selected and of it only this example is built: crates get the features they have in the tests,
/// so that nothing is compiled twice. With `--package` every chore would compile dependencies of its own.
pub(crate) fn example(runner: &Runner, name: &str, profile: Profile) -> Result<Command> {
    let is_release = profile == Profile::Release;
    let mut build = cargo();
    build.args(["build", "--quiet", "--workspace", "--example", name]).args(is_release.then_some("--release"));
    runner.run(&mut build)?;
    let folder = target().join(if is_release { "release" } else { "debug" }).join("examples");
    let mut command = Command::new(folder.join(name));
    command.current_dir(root());
    Ok(command)
}

/// Whether `cargo <name>` is installed.
pub(crate) fn has_cargo_command(name: &str) -> bool {
    cargo().args([name, "--version"]).output().is_ok_and(|output| output.status.success())
}

/// The packages of the workspace, as `cargo metadata` tells them.
pub(crate) fn packages() -> Result<Vec<Value>> {
    let output = cargo().args(["metadata", "--no-deps", "--format-version=1"]).output().context("cannot run cargo")?;
    ensure!(output.status.success(), "cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr));
    let mut metadata: Value = serde_json::from_slice(&output.stdout).context("cannot read cargo metadata")?;
    match metadata["packages"].take() {
        Value::Array(packages) => Ok(packages),
        other => anyhow::bail!("cargo metadata gave no list of packages but {other}"),
    }
}

/// A new, empty folder under the target folder, removed when dropped.
pub(crate) struct Draft {
    folder: PathBuf,
}

impl Draft {
    pub(crate) fn new(name: &str) -> Result<Self> {
        let folder = target().join(format!("xtask-{name}-{}", std::process::id()));
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
        }
        fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
        Ok(Self { folder })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            eprintln!("cannot remove {}: {error}", self.folder.display());
        }
    }
}

/// Every file below a folder, in a fixed order, each as its path from there. A folder that is missing has none.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(current) = folders.pop() {
        if !current.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&current).with_context(|| format!("cannot list {}", current.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path.strip_prefix(folder)?.to_owned());
            }
        }
    }
    files.sort();
    Ok(files)
}
