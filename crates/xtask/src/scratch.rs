//! A Postgres of one's own for the length of one chore.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use wenze_pgserver::{Profile, Server, StartOptions, destroy};

use crate::workspace;

/// The application's role has this password on every scratch server, which holds nothing worth a better one.
const APP_PASSWORD: &str = "wenze_app";
const PROVISION: &str = include_str!("scratch.sql");

/// A running scratch server, which is removed with its data when dropped.
pub(crate) struct Scratch {
    server: Option<Server>,
    folder: PathBuf,
}

impl Scratch {
    /// Starts the server and creates the application's role.
    pub(crate) fn start() -> Result<Self> {
        let all = workspace::target().join("xtask-pg");
        sweep(&all);
        let folder = all.join(std::process::id().to_string());
        let options = StartOptions::new(&folder).with_profile(Profile::Scratch);
        let server = Server::start(&options).context("no scratch Postgres")?;
        let scratch = Self { server: Some(server), folder };
        scratch.psql("postgres", PROVISION)?;
        eprintln!("scratch Postgres in {}", scratch.server()?.cluster_dir().display());
        Ok(scratch)
    }

    /// A database that is new to this server.
    pub(crate) fn create_database(&self, name: &str) -> Result<()> {
        Ok(self.server()?.create_database(name)?)
    }

    /// Runs a script as the owner.
    pub(crate) fn psql(&self, database: &str, script: &str) -> Result<String> {
        Ok(self.server()?.psql(database, script)?)
    }

    /// A connection URL for the owner.
    pub(crate) fn url(&self, database: &str) -> Result<String> {
        Ok(self.server()?.owner_url(database))
    }

    /// Tells a command where the tests' server is, in the variables the tests read.
    pub(crate) fn lend<'a>(&self, command: &'a mut Command) -> Result<&'a mut Command> {
        Ok(command.env("DATABASE_URL", self.url("postgres")?).env("WENZE_APP_PASSWORD", APP_PASSWORD))
    }

    fn server(&self) -> Result<&Server> {
        self.server.as_ref().context("the scratch Postgres was stopped")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(self.server.take());
        if let Err(error) = discard(&self.folder) {
            eprintln!("the scratch Postgres was not removed: {error:#}");
        }
    }
}

/// Removes what killed runs left behind. Failing to is no reason not to run.
fn sweep(all: &Path) {
    let Ok(entries) = fs::read_dir(all) else { return };
    for entry in entries.flatten() {
        let is_alive = Path::new("/proc").join(entry.file_name()).exists();
        if !is_alive && let Err(error) = discard(&entry.path()) {
            eprintln!("{}: {error:#}", entry.path().display());
        }
    }
}

fn discard(folder: &Path) -> Result<()> {
    destroy(folder)?;
    fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))
}

#[cfg(test)]
mod tests {
    use wenze_pgserver::APP_ROLE;

    use super::*;

    #[test]
    fn the_role_of_the_script_is_the_one_pgserver_names() {
        assert!(PROVISION.contains(&format!("create role {APP_ROLE} login password '{APP_PASSWORD}'")));
    }
}
