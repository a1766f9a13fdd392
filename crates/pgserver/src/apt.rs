//! Installing Postgres on Debian and Ubuntu, without the cluster that its package would start on port 5432.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use crate::account;
use crate::error::{Error, Result, While};

const APT_GET: &str = "/usr/bin/apt-get";
const CLUSTER_SETTINGS: &str = "/etc/postgresql-common/createcluster.conf";
const NO_MAIN_CLUSTER: &str = "create_main_cluster = false";
/// Another installation may hold the package database; wait for it rather than fail.
const LOCK_WAIT: &str = "DPkg::Lock::Timeout=120";

/// The line a person types to install `package`.
pub(crate) fn line(package: &str) -> String {
    format!("apt-get update && apt-get install -y --no-install-recommends {package}")
}

/// Whether packages can be installed from here.
pub(crate) fn is_possible() -> Result<bool> {
    Ok(Path::new(APT_GET).exists() && account::is_root()?)
}

/// Installs `package`, saying so on stderr first, since it changes the machine.
pub(crate) fn install(package: &str) -> Result<()> {
    eprintln!("PostgreSQL is missing: running `{}`", line(package));
    forbid_main_cluster(Path::new(CLUSTER_SETTINGS))?;
    // A stale index or one broken source must not stop an installation that may still succeed.
    if let Err(error) = run(package, &["update"]) {
        eprintln!("{error}; trying to install all the same");
    }
    run(package, &["install", "-y", "--no-install-recommends", package])
}

/// Runs `apt-get`, with its output on stderr because stdout may carry an answer in JSON.
fn run(package: &str, args: &[&str]) -> Result<()> {
    let status = Command::new(APT_GET)
        .args(["-q", "-o", LOCK_WAIT])
        .args(args)
        .env("DEBIAN_FRONTEND", "noninteractive")
        // Keep the settings file written above when the package brings its own.
        .env("UCF_FORCE_CONFFOLD", "1")
        .stdout(io::stderr())
        .status()
        .while_doing("run", Path::new(APT_GET))?;
    if status.success() {
        return Ok(());
    }
    Err(Error::Install { apt_line: line(package), status: status.to_string() })
}

fn forbid_main_cluster(settings: &Path) -> Result<()> {
    let before = match fs::read_to_string(settings) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error).while_doing("read", settings),
    };
    if let Some(folder) = settings.parent() {
        fs::create_dir_all(folder).while_doing("create", folder)?;
    }
    fs::write(settings, without_main_cluster(&before)).while_doing("write", settings)
}

/// The settings with the main cluster forbidden and everything else kept.
fn without_main_cluster(before: &str) -> String {
    let mut after = String::from(NO_MAIN_CLUSTER);
    after.push('\n');
    for line in before.lines().filter(|line| !line.trim_start().starts_with("create_main_cluster")) {
        after.push_str(line);
        after.push('\n');
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_administrators_other_settings_are_kept() {
        let after = without_main_cluster("# mine\ncreate_main_cluster = true\nssl = on\n");
        assert_eq!(after, "create_main_cluster = false\n# mine\nssl = on\n");
        assert_eq!(without_main_cluster(&after), after, "writing it twice changes nothing");
    }

    #[test]
    fn the_folder_is_made_before_the_package_exists() -> Result<()> {
        let root = std::env::temp_dir().join(format!("wenze-apt-{}", std::process::id()));
        let settings = root.join("postgresql-common/createcluster.conf");
        forbid_main_cluster(&settings)?;
        let written = fs::read_to_string(&settings).while_doing("read", &settings)?;
        fs::remove_dir_all(&root).while_doing("remove", &root)?;
        assert_eq!(written, "create_main_cluster = false\n");
        Ok(())
    }
}
