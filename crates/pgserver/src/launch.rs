//! Getting a cluster from whatever state it was left in to a server that answers.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::account::Account;
use crate::binaries::Binaries;
use crate::client;
use crate::cluster::Cluster;
use crate::error::{Error, Result, While};
use crate::process::{self, Postmaster, Stage};
use crate::profile::Profile;

const POLL: Duration = Duration::from_millis(20);
/// Children of a killed server notice within milliseconds; one that is computing needs longer.
const ORPHANS_PATIENCE: Duration = Duration::from_secs(5);
const ORPHANS_SIGNALLED_PATIENCE: Duration = Duration::from_secs(5);
/// Another process may take the free port before the server does.
const PORT_ATTEMPTS: u32 = 5;

/// Everything a launch needs to know.
pub(crate) struct Launch<'a> {
    pub(crate) cluster: &'a Cluster,
    pub(crate) account: &'a Account,
    pub(crate) binaries: &'a Binaries,
    pub(crate) profile: Profile,
    pub(crate) socket_folder: &'a Path,
    pub(crate) deadline: Instant,
}

impl Launch<'_> {
    /// Waits for a live server to become ready. `None` when there is none, or when it went away in the meantime.
    pub(crate) fn adopt(&self) -> Result<Option<Postmaster>> {
        while let Some(found) = process::live_postmaster(self.cluster)? {
            if found.stage == Stage::Ready {
                return Ok(Some(found));
            }
            self.pause("did not become ready")?;
        }
        Ok(None)
    }

    /// Starts a server.
    pub(crate) fn start(&self) -> Result<(Child, Postmaster)> {
        self.clear_orphans()?;
        self.clear_pid_file()?;
        let mut attempt = 1;
        loop {
            let mut child = self.spawn(free_port()?)?;
            match self.wait_until_ready(&mut child) {
                Ok(postmaster) => return Ok((child, postmaster)),
                Err(Error::NotReady { tail, .. }) if attempt < PORT_ATTEMPTS && is_port_taken(&tail) => attempt += 1,
                Err(error) => {
                    self.give_up(&mut child);
                    return Err(error);
                }
            }
        }
    }

    fn spawn(&self, port: u16) -> Result<Child> {
        let program = self.binaries.program("postgres");
        let log = self.cluster.open_log()?;
        let pgdata = self.cluster.pgdata();
        let mut command = self.account.detached_command(&program, &pgdata);
        command.arg("-D").arg(&pgdata);
        for (name, value) in self.profile.settings() {
            command.arg("-c").arg(format!("{name}={value}"));
        }
        command.arg("-c").arg(format!("port={port}"));
        command.arg("-k").arg(self.socket_folder);
        command.stdout(log.try_clone().while_doing("share", &self.cluster.log())?).stderr(Stdio::from(log));
        command.spawn().while_doing("run", &program)
    }

    fn wait_until_ready(&self, child: &mut Child) -> Result<Postmaster> {
        loop {
            if let Some(status) = child.try_wait().while_doing("wait for", &self.binaries.program("postgres"))? {
                return Err(self.not_ready(format!("ended at once ({status})")));
            }
            let found = process::read_pid_file(self.cluster)?;
            if let Some(ready) = found.filter(|found| found.pid == child.id() && found.stage == Stage::Ready) {
                return Ok(ready);
            }
            self.pause("did not become ready in time")?;
        }
    }

    /// Waits for the children of a killed server. They hold its shared memory, and a new server beside them could
    /// corrupt the cluster, so Postgres refuses to start until they are gone. They are signalled only once no server
    /// owns them.
    fn clear_orphans(&self) -> Result<()> {
        let steps = [
            (None, ORPHANS_PATIENCE),
            (Some("QUIT"), ORPHANS_SIGNALLED_PATIENCE),
            (Some("KILL"), ORPHANS_SIGNALLED_PATIENCE),
        ];
        for (signal, patience) in steps {
            let orphans = process::of_cluster(self.cluster)?;
            if let Some(signal) = signal {
                for pid in &orphans {
                    self.signal(signal, *pid);
                }
            }
            let asked = Instant::now();
            while asked.elapsed() < patience {
                if process::of_cluster(self.cluster)?.is_empty() {
                    return Ok(());
                }
                thread::sleep(POLL);
            }
        }
        Err(Error::Orphans { path: self.cluster.folder().to_owned(), pids: process::of_cluster(self.cluster)? })
    }

    /// Postgres itself steps over a pid file whose process is gone. It refuses one whose number is in use, be it by an
    /// unreaped zombie or by a stranger, and we have just seen that no process of this cluster lives.
    fn clear_pid_file(&self) -> Result<()> {
        let file = self.cluster.pid_file();
        match process::read_pid_file(self.cluster)? {
            Some(stale) if process::exists(stale.pid) => fs::remove_file(&file).while_doing("remove", &file),
            _ => Ok(()),
        }
    }

    fn signal(&self, signal: &str, pid: u32) {
        let mut command = self.account.detached_command(&self.binaries.program("pg_ctl"), self.cluster.folder());
        // One that ended in the meantime is what we wanted.
        if let Err(error) = client::run("pg_ctl", command.args(["kill", signal, &pid.to_string()])) {
            tracing::debug!(%error, pid, "an orphan could not be signalled");
        }
    }

    /// Leaves no server behind that nobody knows of.
    fn give_up(&self, child: &mut Child) {
        // Once it has been waited for, its number may be another's.
        if matches!(child.try_wait(), Ok(None)) {
            self.signal("QUIT", child.id());
        }
        if let Err(error) = child.wait() {
            tracing::warn!(%error, "a server that did not become ready could not be waited for");
        }
    }

    fn pause(&self, how: &str) -> Result<()> {
        if Instant::now() >= self.deadline {
            return Err(self.not_ready(how.to_owned()));
        }
        thread::sleep(POLL);
        Ok(())
    }

    fn not_ready(&self, how: String) -> Error {
        Error::NotReady { how, log: self.cluster.log(), tail: self.cluster.log_tail() }
    }
}

fn free_port() -> Result<u16> {
    let port = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr()).map(|found| found.port());
    port.while_doing("find a free port on", Path::new("127.0.0.1"))
}

fn is_port_taken(tail: &str) -> bool {
    tail.lines().rev().take(5).any(|line| line.contains("could not create any TCP/IP sockets"))
}
