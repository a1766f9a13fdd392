//! Which processes hold a cluster, read from `postmaster.pid` and `/proc`.
//!
//! The pid file alone cannot be believed: after `kill -9` it names a process that is gone, a zombie nobody has reaped, or
//! a stranger who was given the number since. A process of ours is one whose program is `postgres` and whose working
//! folder is the cluster, which Postgres enters first of all and never leaves.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::cluster::Cluster;
use crate::error::{Result, While};

const PROC: &str = "/proc";

/// What `postmaster.pid` says of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Postmaster {
    pub(crate) pid: u32,
    pub(crate) stage: Stage,
    pub(crate) port: u16,
    pub(crate) socket_folder: PathBuf,
}

/// How far the server is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    Starting,
    Ready,
    Stopping,
}

/// The live server of a cluster, if it has one.
pub(crate) fn live_postmaster(cluster: &Cluster) -> Result<Option<Postmaster>> {
    Ok(read_pid_file(cluster)?.filter(|found| is_ours(found.pid, &cluster.pgdata())))
}

/// Every live process of a cluster, its server included.
pub(crate) fn of_cluster(cluster: &Cluster) -> Result<Vec<u32>> {
    let proc = Path::new(PROC);
    let entries = fs::read_dir(proc).while_doing("list", proc)?;
    let pids = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    Ok(pids.filter(|pid| is_ours(*pid, &cluster.pgdata())).collect())
}

/// Whether any process at all has this number.
pub(crate) fn exists(pid: u32) -> bool {
    entry(pid).exists()
}

/// What the pid file says, be it true or stale.
pub(crate) fn read_pid_file(cluster: &Cluster) -> Result<Option<Postmaster>> {
    let file = cluster.pid_file();
    match fs::read_to_string(&file) {
        Ok(text) => Ok(parse(&text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).while_doing("read", &file),
    }
}

/// The lines are: pid, data folder, start time, port, socket folder, listen address, shared memory, stage. The server
/// writes them one after another while it starts, so any of the later ones may be missing still.
fn parse(text: &str) -> Option<Postmaster> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let line = |number: usize| lines.get(number - 1).copied().unwrap_or_default();
    let pid = line(1).parse().ok()?;
    let stage = match line(8) {
        "ready" => Stage::Ready,
        "stopping" => Stage::Stopping,
        _ => Stage::Starting,
    };
    Some(Postmaster { pid, stage, port: line(4).parse().unwrap_or_default(), socket_folder: PathBuf::from(line(5)) })
}

fn is_ours(pid: u32, pgdata: &Path) -> bool {
    let link = |name: &str| fs::read_link(entry(pid).join(name)).ok();
    // A zombie has neither link, so one that nobody reaps counts as gone.
    let (Some(program), Some(folder)) = (link("exe"), link("cwd")) else { return false };
    // A program replaced by an upgrade reads `postgres (deleted)`.
    let is_postgres = program.file_name().is_some_and(|name| name.to_string_lossy().starts_with("postgres"));
    is_postgres && folder == pgdata
}

fn entry(pid: u32) -> PathBuf {
    Path::new(PROC).join(pid.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pid_file_is_read_at_every_moment_of_its_writing() {
        let whole = "4711\n/data\n1700000000\n5433\n/tmp/wenze-1\n127.0.0.1\n  12345    67890\nready   \n";
        let expected =
            Postmaster { pid: 4711, stage: Stage::Ready, port: 5433, socket_folder: PathBuf::from("/tmp/wenze-1") };
        assert_eq!(parse(whole), Some(expected));
        for end in 0..whole.len() {
            if let Some(found) = parse(&whole[..end]) {
                let says_ready = whole[..end].contains("ready");
                assert_eq!(found.stage == Stage::Ready, says_ready, "after {end} bytes");
            }
        }
        assert_eq!(parse(""), None);
    }

    #[test]
    fn a_stranger_with_the_number_is_not_ours() {
        let own_folder = std::env::current_dir().expect("a working folder");
        assert!(exists(std::process::id()));
        assert!(!is_ours(std::process::id(), &own_folder), "this process is in the folder and is not Postgres");
    }
}
