//! The private server on the real programs. Run as root these tests also exercise the change of user.

use std::error::Error as StdError;
use std::fs::{self, Permissions};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use wenze_pgserver::{Error, Profile, Server, StartOptions, Stopped, destroy};

type Outcome = Result<(), Box<dyn StdError>>;

const PREFIX: &str = "wenze-pgserver-";

/// A data folder that takes its server with it when the test ends, however it ends.
struct Folder {
    root: PathBuf,
}

impl Folder {
    fn new(name: &str) -> std::io::Result<Self> {
        Self::sweep()?;
        let root = std::env::temp_dir().join(format!("{PREFIX}{}-{name}", std::process::id()));
        fs::create_dir(&root)?;
        Ok(Self { root })
    }

    /// Removes what interrupted runs left running.
    fn sweep() -> std::io::Result<()> {
        for entry in fs::read_dir(std::env::temp_dir())?.flatten() {
            let name = entry.file_name();
            let left_by = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.split('-').next());
            if left_by.is_some_and(|pid| !Path::new("/proc").join(pid).exists()) {
                drop(Self { root: entry.path() });
            }
        }
        Ok(())
    }

    fn data(&self) -> PathBuf {
        self.root.join("data")
    }

    fn options(&self) -> StartOptions {
        StartOptions { install: false, ..StartOptions::new(self.data()).with_profile(Profile::Scratch) }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = destroy(&self.data()) {
            eprintln!("{error}");
        }
        fs::remove_dir_all(&self.root).ok();
    }
}

fn is_root() -> std::io::Result<bool> {
    Ok(fs::metadata("/proc/self")?.uid() == 0)
}

/// Ends a process with no chance to tidy up.
fn kill_9(pid: u32) -> Outcome {
    let status = Command::new("/bin/sh").args(["-c", r#"kill -9 "$1""#, "sh", &pid.to_string()]).status()?;
    assert!(status.success());
    Ok(())
}

fn wait_until(what: &str, mut done: impl FnMut() -> bool) {
    let asked = Instant::now();
    while !done() {
        assert!(asked.elapsed() < Duration::from_secs(20), "{what} took too long");
        thread::sleep(Duration::from_millis(20));
    }
}

/// `pid`'s process group and session, from `/proc/<pid>/stat`.
fn group_of(pid: &str) -> std::io::Result<String> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    Ok(after_name.split_whitespace().nth(2).unwrap_or_default().to_owned())
}

#[test]
fn what_was_committed_is_there_after_a_stop() -> Outcome {
    let folder = Folder::new("restart")?;
    let server = Server::start(&folder.options())?;
    assert!(!server.is_adopted());
    server.create_database("案件")?;
    server.create_database("案件")?;
    server.psql("案件", "create table note (body text); insert into note values ('问责');")?;
    let old_pid = server.postmaster_pid();
    assert_eq!(server.stop()?, Stopped::Ended);
    assert!(!Path::new(&format!("/proc/{old_pid}")).exists(), "it is gone, and no zombie is left");

    let server = Server::start(&folder.options())?;
    assert!(!server.is_adopted());
    assert_eq!(server.psql("案件", "select body from note;")?, "问责\n");
    assert_eq!(server.psql("postgres", "show server_encoding;")?, "UTF8\n");
    assert_eq!(server.stop()?, Stopped::Ended);
    Ok(())
}

#[test]
fn the_server_runs_as_another_account_in_its_own_process_group() -> Outcome {
    let folder = Folder::new("account")?;
    let server = Server::start(&folder.options())?;
    let pid = server.postmaster_pid().to_string();
    let owner = fs::metadata(server.cluster_dir().join("data"))?.uid();
    assert_eq!(fs::metadata(format!("/proc/{pid}"))?.uid(), owner);
    assert_ne!(owner, 0, "never as root");
    assert_eq!(group_of(&pid)?, pid, "Ctrl-C in the terminal must not reach it");
    assert_ne!(group_of("self")?, pid);
    let socket_folder = fs::symlink_metadata(server.address().socket_folder())?;
    assert_eq!((socket_folder.uid(), socket_folder.mode() & 0o777), (owner, 0o700));
    Ok(())
}

#[test]
fn secrets_are_for_their_owner_only_and_are_needed() -> Outcome {
    let folder = Folder::new("secrets")?;
    let server = Server::start(&folder.options())?;
    let secrets = folder.data().join("secrets");
    assert_eq!(fs::metadata(&secrets)?.mode() & 0o777, 0o700);
    for (name, expected) in [("owner.password", server.owner_password()), ("app.password", server.app_password())] {
        let file = secrets.join(name);
        assert_eq!(fs::metadata(&file)?.mode() & 0o777, 0o600, "{name}");
        assert_eq!(fs::read_to_string(&file)?, expected);
    }
    assert!(!server.cluster_dir().join("initdb.password").exists());
    assert!(server.owner_url("x").contains(server.owner_password()));
    assert!(server.app_url("x").contains(server.app_password()));
    let connection = format!("--host=127.0.0.1 --username=wenze_owner --port={}", server.address().port());
    let wrong = Command::new("psql")
        .args(connection.split(' '))
        .args(["--no-password", "--dbname=postgres", "--command=select 1"])
        .env("PGPASSWORD", "wrong")
        .output()?;
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("password authentication failed"), "{wrong:?}");
    server.stop()?;

    fs::rename(secrets.join("owner.password"), secrets.join("elsewhere"))?;
    assert!(matches!(Server::start(&folder.options()), Err(Error::SecretGone { .. })));
    fs::rename(secrets.join("elsewhere"), secrets.join("owner.password"))?;
    Ok(())
}

#[test]
fn a_running_server_is_adopted_and_the_last_user_ends_it() -> Outcome {
    let folder = Folder::new("adopt")?;
    let first = Server::start(&folder.options())?;
    let second = Server::start(&folder.options())?;
    assert!(second.is_adopted());
    assert_eq!(first.postmaster_pid(), second.postmaster_pid());
    assert_eq!(first.address(), second.address());
    assert!(matches!(destroy(&folder.data()), Err(Error::InUse { .. })));
    assert_eq!(first.stop()?, Stopped::LeftToOthers);
    assert_eq!(second.psql("postgres", "select 1;")?, "1\n");
    assert_eq!(second.stop()?, Stopped::Ended);
    Ok(())
}

#[test]
fn many_who_start_at_once_share_one_server() -> Outcome {
    let folder = Folder::new("race")?;
    let options = folder.options();
    let servers: Vec<_> = thread::scope(|scope| {
        let starts: Vec<_> = (0..4).map(|_| scope.spawn(|| Server::start(&options))).collect();
        starts.into_iter().map(|start| start.join().expect("no panic")).collect::<Result<_, _>>()
    })?;
    assert_eq!(servers.iter().filter(|server| !server.is_adopted()).count(), 1);
    let mut endings = servers.into_iter().map(Server::stop).collect::<Result<Vec<_>, _>>()?;
    assert_eq!(endings.pop(), Some(Stopped::Ended));
    assert!(endings.iter().all(|ending| *ending == Stopped::LeftToOthers), "{endings:?}");
    Ok(())
}

/// Keeps a session busy inside the server, so that its process outlives a killed postmaster.
fn busy_session(server: &Server) -> std::io::Result<Child> {
    let mut psql = Command::new("psql")
        .arg(server.owner_url("postgres"))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let endless = "select count(*) from generate_series(1, 100000) a, generate_series(1, 1000000) b where a # b < 0;\n";
    if let Some(stdin) = &mut psql.stdin {
        stdin.write_all(endless.as_bytes())?;
    }
    Ok(psql)
}

#[test]
fn a_killed_server_recovers_though_one_of_its_children_works_on() -> Outcome {
    let folder = Folder::new("killed")?;
    // Durable, because what is claimed here is that nothing acknowledged is lost.
    let options = folder.options().with_profile(Profile::Durable);
    let killed = Server::start(&options)?;
    killed.psql("postgres", "create table note (body text); insert into note values ('kept');")?;
    let mut session = busy_session(&killed)?;
    let active = "select count(*) from pg_stat_activity where state = 'active' and query like '%generate_series(1, 1000000)%' and pid <> pg_backend_pid();";
    wait_until("the busy session", || killed.psql("postgres", active).is_ok_and(|count| count == "1\n"));
    kill_9(killed.postmaster_pid())?;
    // `killed` was its parent and does not reap it here, so the number stays in use by a zombie, as it would in a container.
    wait_until("the death", || killed.is_running().is_ok_and(|running| !running));

    let recovered = Server::start(&options)?;
    assert!(!recovered.is_adopted());
    assert_eq!(recovered.psql("postgres", "select body from note;")?, "kept\n");
    session.kill()?;
    session.wait()?;
    assert_eq!(killed.stop()?, Stopped::LeftToOthers);
    assert_eq!(recovered.stop()?, Stopped::Ended);
    Ok(())
}

#[test]
fn an_unreachable_data_folder_gets_its_cluster_elsewhere() -> Outcome {
    if !is_root()? {
        eprintln!("only root lends another account to the server; nothing to see here");
        return Ok(());
    }
    let folder = Folder::new("unreachable")?;
    fs::set_permissions(&folder.root, Permissions::from_mode(0o700))?;
    let server = Server::start(&folder.options())?;
    let cluster = server.cluster_dir().to_owned();
    assert!(cluster.starts_with("/var/lib/wenze"), "{}", cluster.display());
    assert_eq!(fs::read_to_string(folder.data().join("pg.path"))?.trim_end(), cluster.display().to_string());
    assert!(!folder.data().join("pg").exists());
    server.psql("postgres", "create table note ();")?;
    server.stop()?;

    let copy = folder.root.join("copy");
    fs::create_dir(&copy)?;
    fs::copy(folder.data().join("pg.path"), copy.join("pg.path"))?;
    let of_copy = StartOptions { data_dir: copy, ..folder.options() };
    assert!(matches!(Server::start(&of_copy), Err(Error::ClusterTaken { .. })));

    let again = Server::start(&folder.options())?;
    again.psql("postgres", "table note;")?;
    again.stop()?;
    let aside = cluster.with_extension("aside");
    fs::rename(&cluster, &aside)?;
    assert!(matches!(Server::start(&folder.options()), Err(Error::ClusterGone { .. })), "a loss is said");
    fs::rename(&aside, &cluster)?;
    destroy(&folder.data())?;
    assert!(!cluster.exists());
    Ok(())
}

#[test]
fn two_data_folders_have_nothing_in_common() -> Outcome {
    let (one, other) = (Folder::new("one")?, Folder::new("other")?);
    let (first, second) = (Server::start(&one.options())?, Server::start(&other.options())?);
    assert!(!second.is_adopted());
    assert_ne!(first.address(), second.address());
    first.create_database("only_here")?;
    assert!(second.psql("only_here", "select 1;").is_err());
    first.stop()?;
    assert_eq!(second.psql("postgres", "select 1;")?, "1\n");
    Ok(())
}

#[test]
fn a_server_that_cannot_start_says_why() -> Outcome {
    let folder = Folder::new("broken")?;
    let server = Server::start(&folder.options())?;
    let settings = server.cluster_dir().join("data/postgresql.conf");
    server.stop()?;
    fs::write(&settings, "no_such_setting = 1\n")?;
    let error = Server::start(&folder.options()).err().ok_or("it started")?.to_string();
    assert!(error.contains("no_such_setting"), "{error}");
    Ok(())
}

#[test]
fn a_half_made_cluster_is_made_again() -> Outcome {
    let folder = Folder::new("half")?;
    let draft = folder.data().join("pg/data.new-1");
    fs::create_dir_all(&draft)?;
    fs::write(draft.join("PG_VERSION"), "15\n")?;
    let server = Server::start(&folder.options())?;
    assert!(!draft.exists());
    assert_eq!(server.psql("postgres", "select 1;")?, "1\n");
    Ok(())
}
