//! Who the server runs as. Postgres refuses to run as root, so root lends it another account.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::error::{Error, Result, While};

/// The accounts root lends to the server, the better first.
const LENT: [&str; 2] = ["postgres", "nobody"];
const PASSWD: &str = "/etc/passwd";
const ROOT: u32 = 0;

/// The account the server runs as, and whether that needs a change of user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) uid: u32,
    pub(crate) gid: u32,
    switch: bool,
}

impl Account {
    /// The account for a cluster that is about to be made.
    pub(crate) fn for_new_cluster() -> Result<Self> {
        let (uid, gid) = own_ids()?;
        if uid != ROOT {
            return Ok(Self { uid, gid, switch: false });
        }
        let passwd = fs::read_to_string(PASSWD).while_doing("read", Path::new(PASSWD))?;
        let (uid, gid) = LENT.iter().find_map(|name| ids_in(&passwd, name)).ok_or(Error::NoAccount)?;
        Ok(Self { uid, gid, switch: true })
    }

    /// The account that owns an existing cluster: Postgres runs as no other, whatever this machine would choose today.
    pub(crate) fn owning(pgdata: &Path) -> Result<Self> {
        let owner = fs::metadata(pgdata).while_doing("look at", pgdata)?;
        let (uid, _) = own_ids()?;
        match owner.uid() {
            ROOT => Self::for_new_cluster(),
            same if same == uid => Ok(Self { uid, gid: owner.gid(), switch: false }),
            other if uid == ROOT => Ok(Self { uid: other, gid: owner.gid(), switch: true }),
            other => Err(Error::ForeignCluster { path: pgdata.to_owned(), owner: other }),
        }
    }

    /// A command that runs as this account, in an environment that holds none of Wenze's secrets or the caller's `PG…`
    /// variables.
    pub(crate) fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("LC_ALL", "C.UTF-8")
            .current_dir(folder)
            .stdin(Stdio::null());
        if self.switch {
            command.uid(self.uid).gid(self.gid);
        }
        command
    }

    /// The same in a process group of its own, so that Ctrl-C in the terminal reaches only Wenze, which then ends the
    /// server in order.
    pub(crate) fn detached_command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = self.command(program, folder);
        command.process_group(0);
        command
    }

    /// Whether the account can enter the folder and write in it. Asking the system answers for every parent's mode,
    /// access lists and mounts at once.
    pub(crate) fn reaches(&self, folder: &Path) -> Result<bool> {
        let shell = Path::new("/bin/sh");
        let status = self
            .command(shell, Path::new("/"))
            .args(["-c", r#"cd -- "$1" && test -w ."#, "sh"])
            .arg(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .while_doing("run", shell)?;
        Ok(status.success())
    }
}

/// Whether this process may install packages and lend accounts.
pub(crate) fn is_root() -> Result<bool> {
    Ok(own_ids()?.0 == ROOT)
}

/// The effective ids of this process, which the kernel shows as the owner of its `/proc` entry.
fn own_ids() -> Result<(u32, u32)> {
    let own = Path::new("/proc/self");
    let owner = fs::metadata(own).while_doing("look at", own)?;
    Ok((owner.uid(), owner.gid()))
}

/// Finds `name:password:uid:gid:…`.
fn ids_in(passwd: &str, name: &str) -> Option<(u32, u32)> {
    passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        if fields.next() != Some(name) {
            return None;
        }
        let uid = fields.nth(1)?.parse().ok()?;
        let gid = fields.next()?.parse().ok()?;
        Some((uid, gid))
    })
}

#[cfg(test)]
mod tests {
    use super::ids_in;

    #[test]
    fn ids_are_found_by_whole_name_and_broken_lines_are_passed_over() {
        let passwd = "postgres2:x:7:7::/:/bin/sh\npostgres:x:not-a-number\npostgres:x:101:104:PostgreSQL:/:/bin/bash\n";
        assert_eq!(ids_in(passwd, "postgres"), Some((101, 104)));
        assert_eq!(ids_in(passwd, "nobody"), None);
    }
}
