//! One node: its database, log, vault and read models, opened in order and closed in order.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, bail};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, PgConnection, PgPool};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use wenze_access::{Access, Hashing, keep_tidy};
use wenze_casework::{Casework, keep_erasures_swept};
use wenze_ledger::{Ledger, LogId, MIGRATOR, provision};
use wenze_pgserver::{Server, StartOptions, Stopped};
use wenze_projections::Views;
use wenze_projections::judging::Judges;
use wenze_projections::procedure_check::keep_swept;
use wenze_projections::search::{Search, keep_forgetting};
use wenze_projector::{Projector, Running};
use wenze_vault::{MasterKey, Vault, keep_files_swept};

use crate::Shared;
use crate::files_in::FilesIn;

/// The log of this installation; further logs are the way to scale out.
pub(crate) const LOG: LogId = LogId(1);
/// Connections of one node besides the appender's own and those of the projections.
const POOL_CONNECTIONS_MAX: u32 = 16;
/// How often a node looks whether another process adopted a rulebook or published a calendar.
const RULEBOOKS_LOOKED_FOR: Duration = Duration::from_secs(10);
/// How often drafts are deleted whose time is over.
const DRAFTS_CLEARED: Duration = Duration::from_hours(1);
/// The database on the private server.
const DATABASE: &str = "wenze";
/// Says what may be searched: `texts` (private texts too, the default) or `open`.
const SEARCH_OVER: &str = "WENZE_SEARCH";
const MASTER_KEY_FILE: &str = "master.key";

/// Where the database is.
pub(crate) enum Database {
    /// On a private server that this process started or adopted.
    Private(Box<Server>),
    /// Somewhere else, as `DATABASE_URL` says.
    Elsewhere {
        /// For the application's role.
        app: String,
        /// For the owner, where it is given.
        owner: Option<String>,
    },
}

impl Database {
    /// `DATABASE_URL` where it is set, else the private server of the data folder.
    pub(crate) async fn open(data: &Path) -> anyhow::Result<Self> {
        match std::env::var("DATABASE_URL") {
            Ok(app) => Ok(Self::Elsewhere { app, owner: std::env::var("DATABASE_OWNER_URL").ok() }),
            Err(_) => Self::private(data).await,
        }
    }

    /// The private server of the data folder.
    pub(crate) async fn private(data: &Path) -> anyhow::Result<Self> {
        let options = StartOptions::new(data);
        let start = move || -> Result<Server, wenze_pgserver::Error> {
            let server = Server::start(&options)?;
            server.create_database(DATABASE)?;
            Ok(server)
        };
        let server = tokio::task::spawn_blocking(start).await?.context("the private Postgres cannot be started")?;
        Ok(Self::Private(Box::new(server)))
    }

    /// The owner's URL, for migrations only.
    pub(crate) fn owner_url(&self) -> anyhow::Result<String> {
        match self {
            Self::Private(server) => Ok(server.owner_url(DATABASE)),
            Self::Elsewhere { owner: Some(owner), .. } => Ok(owner.clone()),
            Self::Elsewhere { owner: None, .. } => bail!("set DATABASE_OWNER_URL to the owner's URL to migrate"),
        }
    }

    /// The application's URL.
    pub(crate) fn app_url(&self) -> String {
        match self {
            Self::Private(server) => server.app_url(DATABASE),
            Self::Elsewhere { app, .. } => app.clone(),
        }
    }

    /// Creates the role and brings log and vault up to date.
    pub(crate) async fn migrate(&self) -> anyhow::Result<()> {
        let mut owner = PgConnection::connect(&self.owner_url()?).await.context("the owner cannot connect")?;
        if let Self::Private(server) = self {
            provision(&mut owner, server.app_password()).await?;
        }
        MIGRATOR.run(&mut owner).await.context("the log cannot be brought up to date")?;
        owner.close().await?;
        Ok(())
    }

    /// Stops a private server that nobody else uses.
    pub(crate) async fn close(self) -> anyhow::Result<()> {
        if let Self::Private(server) = self {
            let stopped = tokio::task::spawn_blocking(move || server.stop()).await??;
            if stopped == Stopped::LeftToOthers {
                tracing::info!("the private Postgres is still used by another process and goes on");
            }
        }
        Ok(())
    }
}

/// An opened node.
pub(crate) struct Node {
    pub(crate) database: Database,
    pub(crate) casework: Casework,
    pub(crate) projector: Projector,
    judges: Judges,
    running: Option<Following>,
}

/// What keeps the read models up to date.
struct Following {
    running: Running,
    sweeping: JoinHandle<()>,
    looking: JoinHandle<()>,
    forgetting: JoinHandle<()>,
    tidying: JoinHandle<()>,
    erasing: JoinHandle<()>,
    clearing: JoinHandle<()>,
    deleting: Option<JoinHandle<()>>,
    ending: watch::Sender<bool>,
}

impl Node {
    /// Opens the node of an installation; a private database is migrated, one elsewhere must have been.
    pub(crate) async fn open(shared: &Shared) -> anyhow::Result<Self> {
        // What is said wrong is told before anything is started.
        FilesIn::of(shared)?;
        let database = Database::open(&shared.data).await?;
        Self::on(database, shared).await
    }

    /// Opens a node on a database.
    pub(crate) async fn on(database: Database, shared: &Shared) -> anyhow::Result<Self> {
        let (data, files) = (shared.data.as_path(), FilesIn::of(shared)?);
        if matches!(database, Database::Private(_)) {
            database.migrate().await?;
        }
        let pool = pool(&database.app_url()).await?;
        if matches!(database, Database::Elsewhere { .. }) {
            refuse_too_much_power(&pool).await?;
        }
        std::fs::create_dir_all(data).with_context(|| format!("{} cannot be made", data.display()))?;
        let master = MasterKey::from_environment_or_file(&data.join(MASTER_KEY_FILE))?;
        let judges = Judges::shipped();
        let (casework, projector) = open(pool, master, &node_name(), &judges, Some(&files)).await?;
        // Before anything is folded: a view is judged by what was adopted, not first by what is shipped.
        casework.take_up_rulebooks().await?;
        Ok(Self { database, casework, projector, judges, running: None })
    }

    /// Starts folding the read models, and judging again the cases whose rulebooks or calendar change.
    pub(crate) fn start_views(&mut self) {
        if self.running.is_some() {
            return;
        }
        let (ending, ended) = watch::channel(false);
        let pool = self.casework.ledger().pool().clone();
        let sweeping = tokio::spawn(keep_swept(pool, self.judges.clone(), ended.clone()));
        let forgetting = tokio::spawn(keep_forgetting(self.casework.views().search().clone(), ended.clone()));
        let tidying = tokio::spawn(keep_tidy(self.access(), ended.clone()));
        let erasing = tokio::spawn(keep_erasures_swept(self.casework.clone(), ended.clone()));
        let clearing = tokio::spawn(clear_drafts(self.casework.clone(), ended.clone()));
        let deleting = self.casework.files_kept().map(|files| tokio::spawn(keep_files_swept(files, ended.clone())));
        let looking = tokio::spawn(look_for_rulebooks(self.casework.clone(), ended));
        let running = self.projector.start();
        self.running =
            Some(Following { running, sweeping, looking, forgetting, tidying, erasing, clearing, deleting, ending });
    }

    /// The accounts of the node's database.
    pub(crate) fn access(&self) -> Access {
        wenze_api::access(&self.casework, Hashing::default())
    }

    /// Stops in order: views, log, server.
    pub(crate) async fn close(self) -> anyhow::Result<()> {
        if let Some(following) = self.running {
            let Following { running, sweeping, looking, forgetting, tidying, erasing, clearing, deleting, ending } =
                following;
            ending.send_replace(true);
            running.shutdown().await;
            // A sweep that failed has said so itself.
            let _ = sweeping.await;
            let _ = looking.await;
            let _ = forgetting.await;
            let _ = tidying.await;
            let _ = erasing.await;
            let _ = clearing.await;
            if let Some(deleting) = deleting {
                let _ = deleting.await;
            }
        }
        self.casework.ledger().close().await;
        self.casework.ledger().pool().close().await;
        self.database.close().await
    }
}

/// Takes up what another process adopts, so that a node in service need not be restarted.
async fn look_for_rulebooks(casework: Casework, mut ended: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            _ = ended.wait_for(|ended| *ended) => return,
            () = tokio::time::sleep(RULEBOOKS_LOOKED_FOR) => {}
        }
        if let Err(error) = casework.take_up_rulebooks().await {
            tracing::warn!(%error, "whether rulebooks were adopted cannot be seen now");
        }
    }
}

/// Deletes the drafts of forms that nobody saved again for long. Several nodes may do so: what one took is gone for the other.
async fn clear_drafts(casework: Casework, mut ended: watch::Receiver<bool>) {
    loop {
        if let Err(error) = casework.sweep_drafts().await {
            tracing::warn!(%error, "drafts whose time is over cannot be deleted now");
        }
        tokio::select! {
            _ = ended.wait_for(|ended| *ended) => return,
            () = tokio::time::sleep(DRAFTS_CLEARED) => {}
        }
    }
}

/// The use cases over a pool of the application's role.
pub(crate) async fn open(
    pool: PgPool,
    master: MasterKey,
    name: &str,
    judges: &Judges,
    files: Option<&FilesIn>,
) -> anyhow::Result<(Casework, Projector)> {
    let ledger = Ledger::connect(pool.clone(), LOG, name, wenze_ledger::Bounds::default()).await?;
    let vault = Vault::open(pool.clone(), LOG.0, master);
    let bounds = wenze_projector::Bounds::default();
    let models = wenze_projections::models_judged_by(judges, search_over(&vault)?);
    let projector = Projector::new(ledger.clone(), models, name, bounds).await?;
    let views = Views::new(pool, projector.clone()).judged_by(judges.clone());
    let casework = match files {
        Some(place) => {
            let files = place.files(&vault)?;
            Casework::with_files(ledger, vault, files, views)
        }
        None => Casework::new(ledger, vault, views),
    };
    Ok((casework, projector))
}

/// What may be searched, as the body decided: private texts lie plain in the tables of search (decision 0012).
fn search_over(vault: &Vault) -> anyhow::Result<Search> {
    match std::env::var(SEARCH_OVER).as_deref() {
        Err(std::env::VarError::NotPresent) | Ok("texts") => Ok(Search::over(vault.clone())),
        Ok("open") => Ok(Search::over_what_is_open()),
        _ => bail!("{SEARCH_OVER} is `texts` (private texts can be searched) or `open` (only what is open can)"),
    }
}

/// A pool that sees the read models of this program.
pub(crate) async fn pool(url: &str) -> anyhow::Result<PgPool> {
    let options = wenze_projections::models().connect_options(PgConnectOptions::from_str(url)?);
    let pool = PgPoolOptions::new().max_connections(POOL_CONNECTIONS_MAX).connect_with(options).await;
    pool.context("the database cannot be reached")
}

/// A program that can change the log is one that can be made to: it runs with no more power than it needs.
async fn refuse_too_much_power(pool: &PgPool) -> anyhow::Result<()> {
    let power = sqlx::query_file!("sql/power.sql").fetch_one(pool).await?;
    if power.is_superuser {
        bail!("DATABASE_URL names a superuser; give the role wenze_app instead");
    }
    if power.owns_log {
        bail!(
            "DATABASE_URL names the owner of the log; give the role wenze_app instead, and DATABASE_OWNER_URL to migrate"
        );
    }
    if !power.has_log {
        bail!("the database holds no log yet: run `wenze migrate` with DATABASE_OWNER_URL");
    }
    Ok(())
}

/// This process, as batch rows and leases name it.
pub(crate) fn node_name() -> String {
    let host = std::fs::read_to_string("/etc/hostname").unwrap_or_default();
    let host: String = host.trim().chars().filter(char::is_ascii).take(40).collect();
    format!("{}/{}", if host.is_empty() { "node" } else { &host }, std::process::id())
}
