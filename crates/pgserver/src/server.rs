//! The private server as its users see it: start or adopt, connect, stop.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::{Duration, Instant};

use crate::account::Account;
use crate::address::{APP_ROLE, Address, OWNER_ROLE};
use crate::binaries::{Binaries, Wanted};
use crate::client;
use crate::cluster::{self, Cluster};
use crate::error::{Error, Result, While};
use crate::home::Home;
use crate::launch::Launch;
use crate::lease::{self, Gate, Use};
use crate::process;
use crate::profile::Profile;
use crate::secret::Secrets;

const START_WAIT: Duration = Duration::from_mins(1);
/// A fast stop writes a checkpoint first, which a slow disk makes long.
const STOP_WAIT_S: u32 = 60;

/// How to start the private server.
#[derive(Debug, Clone)]
pub struct StartOptions {
    /// The folder whose data it serves; made if missing.
    pub data_dir: PathBuf,
    /// Durability against speed. An adopted server keeps the profile it was started with.
    pub profile: Profile,
    /// The folder of the Postgres programs, if it is not to be looked for.
    pub pg_bin: Option<PathBuf>,
    /// Whether missing programs may be installed with `apt-get`, which is only ever tried as root.
    pub install: bool,
    /// How long to wait for the server to be ready, recovery after a crash included.
    pub start_wait: Duration,
}

impl StartOptions {
    /// Durable, programs from `WENZE_PG_BIN` or the system or `apt-get`, 60 s.
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        let pg_bin = env::var_os("WENZE_PG_BIN").filter(|named| !named.is_empty()).map(PathBuf::from);
        Self { data_dir: data_dir.into(), profile: Profile::Durable, pg_bin, install: true, start_wait: START_WAIT }
    }

    /// The same with another profile.
    #[must_use]
    pub fn with_profile(self, profile: Profile) -> Self {
        Self { profile, ..self }
    }
}

/// What [`Server::stop`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// The server has ended, or had ended already.
    Ended,
    /// Another process uses it still, and will end it.
    LeftToOthers,
}

/// A running private server. Dropping it stops it as [`Server::stop`] does, except that a failure can only be logged.
pub struct Server {
    home: Home,
    cluster: Cluster,
    account: Account,
    binaries: Binaries,
    secrets: Secrets,
    address: Address,
    postmaster_pid: u32,
    child: Option<Child>,
    lease: Option<Use>,
}

impl Server {
    /// Starts the server of a data folder, or adopts the one that runs for it. It makes the cluster on first use.
    pub fn start(options: &StartOptions) -> Result<Self> {
        let home = Home::open(&options.data_dir)?;
        let gate = Gate::take(&home, options.start_wait)?;
        let (cluster, account, binaries, secrets) = prepare(&home, options)?;
        let socket_folder = home.socket_folder(&account)?;
        let launch = Launch {
            cluster: &cluster,
            account: &account,
            binaries: &binaries,
            profile: options.profile,
            socket_folder: &socket_folder,
            deadline: Instant::now() + options.start_wait,
        };
        let (child, postmaster) = match launch.adopt()? {
            Some(running) => (None, running),
            None => launch.start().map(|(child, started)| (Some(child), started))?,
        };
        let lease = Use::join(&home)?;
        drop(gate);
        tracing::info!(
            cluster = %cluster.folder().display(), port = postmaster.port, adopted = child.is_none(),
            "the private Postgres is ready"
        );
        let address = Address { port: postmaster.port, socket_folder: postmaster.socket_folder };
        let postmaster_pid = postmaster.pid;
        Ok(Self { home, cluster, account, binaries, secrets, address, postmaster_pid, child, lease: Some(lease) })
    }

    /// Whether the server was running already when [`Server::start`] came.
    pub fn is_adopted(&self) -> bool {
        self.child.is_none()
    }

    /// Where it listens.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// A connection URL for any role.
    pub fn url(&self, database: &str, role: &str, password: &str) -> String {
        self.address.url(database, role, password)
    }

    /// A connection URL for the owner, a superuser. Never log it.
    pub fn owner_url(&self, database: &str) -> String {
        self.url(database, OWNER_ROLE, &self.secrets.owner)
    }

    /// A connection URL for the application's role, once that role has been created with [`Server::app_password`].
    pub fn app_url(&self, database: &str) -> String {
        self.url(database, APP_ROLE, &self.secrets.app)
    }

    /// The owner's password, kept in `<data>/secrets/owner.password`.
    pub fn owner_password(&self) -> &str {
        &self.secrets.owner
    }

    /// The password meant for the application's role, kept in `<data>/secrets/app.password`.
    pub fn app_password(&self) -> &str {
        &self.secrets.app
    }

    /// The folder of the cluster and of its `server.log`.
    pub fn cluster_dir(&self) -> &Path {
        self.cluster.folder()
    }

    /// The process id of the server.
    pub fn postmaster_pid(&self) -> u32 {
        self.postmaster_pid
    }

    /// Whether the server is alive.
    pub fn is_running(&self) -> Result<bool> {
        Ok(process::live_postmaster(&self.cluster)?.is_some())
    }

    /// Creates a database unless it exists.
    pub fn create_database(&self, name: &str) -> Result<()> {
        let program = self.binaries.program("psql");
        let variables = [("name", name)];
        client::psql(&program, &self.address, &self.secrets.owner, "postgres", &variables, client::CREATE_DATABASE)?;
        Ok(())
    }

    /// Runs a script as the owner through `psql`, stopping at the first error, and gives back what it printed.
    pub fn psql(&self, database: &str, script: &str) -> Result<String> {
        client::psql(&self.binaries.program("psql"), &self.address, &self.secrets.owner, database, &[], script)
    }

    /// Stops the server, unless another process uses it too.
    pub fn stop(mut self) -> Result<Stopped> {
        self.leave()
    }

    /// Gives up the lease; the last to do so ends the server.
    fn leave(&mut self) -> Result<Stopped> {
        let Some(lease) = self.lease.take() else { return Ok(Stopped::LeftToOthers) };
        let _gate = Gate::take(&self.home, START_WAIT)?;
        if !lease.leave()? {
            return Ok(Stopped::LeftToOthers);
        }
        end(&self.cluster, &self.account, &self.binaries)?;
        if let Some(child) = &mut self.child {
            child.wait().while_doing("wait for", &self.binaries.program("postgres"))?;
        }
        // Only tidiness: the server has taken its socket away, and the next one finds or makes the folder.
        fs::remove_dir(self.home.socket_path()).ok();
        Ok(Stopped::Ended)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Err(error) = self.leave() {
            tracing::error!(%error, "the private Postgres could not be stopped");
        }
    }
}

/// Removes the server of a data folder with all its data: its cluster wherever that lies, its passwords and its socket
/// folder. It refuses while any process uses it. The data folder itself is the caller's.
pub fn destroy(data_dir: &Path) -> Result<()> {
    if !data_dir.exists() {
        return Ok(());
    }
    let home = Home::open(data_dir)?;
    let _gate = Gate::take(&home, START_WAIT)?;
    if !lease::is_unused(&home)? {
        return Err(Error::InUse { path: home.data().to_owned() });
    }
    if let Some(cluster) = home.existing_cluster()? {
        if process::live_postmaster(&cluster)?.is_some() {
            let named = StartOptions::new(data_dir).pg_bin;
            let binaries = Binaries::find(named.as_deref(), cluster.wanted()?, false)?;
            end(&cluster, &Account::owning(&cluster.pgdata())?, &binaries)?;
        }
        cluster.remove()?;
    }
    home.forget()?;
    Secrets::remove(&home.secrets())?;
    cluster::remove_folder(&home.socket_path())
}

/// Finds or makes the cluster, and everything that must be known to run it.
fn prepare(home: &Home, options: &StartOptions) -> Result<(Cluster, Account, Binaries, Secrets)> {
    let named = options.pg_bin.as_deref();
    if let Some(cluster) = home.existing_cluster()? {
        let account = Account::owning(&cluster.pgdata())?;
        let binaries = Binaries::find(named, cluster.wanted()?, options.install)?;
        return Ok((cluster, account, binaries, Secrets::open(&home.secrets(), true)?));
    }
    // The programs come first: installing them is what brings the account `postgres`.
    let binaries = Binaries::find(named, Wanted::Any, options.install)?;
    let account = Account::for_new_cluster()?;
    let cluster = home.place_for(&account)?;
    let secrets = Secrets::open(&home.secrets(), false)?;
    cluster.make(&account, &binaries, options.profile, &secrets.owner)?;
    home.record(&cluster)?;
    Ok((cluster, account, binaries, secrets))
}

/// Ends a server in order: sessions are cut, everything committed is on disk, the pid file is gone.
fn end(cluster: &Cluster, account: &Account, binaries: &Binaries) -> Result<()> {
    if process::live_postmaster(cluster)?.is_none() {
        return Ok(());
    }
    let mut pg_ctl = account.detached_command(&binaries.program("pg_ctl"), cluster.folder());
    pg_ctl.args(["stop", "--mode=fast", "--wait", "--silent"]).args(["--timeout", &STOP_WAIT_S.to_string()]);
    pg_ctl.arg("--pgdata").arg(cluster.pgdata());
    client::run("pg_ctl", &mut pg_ctl).map(drop)
}
