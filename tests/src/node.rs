//! One node as production runs it: the application's role, its log, vault, use cases and read models.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, PgPool};
use uuid::Uuid;
use wenze_casework::{Casework, Command, Error, Place, Receipt};
use wenze_domain::refusal::Refusal;
use wenze_ledger::{APP_ROLE, Bounds, Ledger, LogId};
use wenze_projections::Views;
use wenze_projections::judging::Judges;
use wenze_projections::search::Search;
use wenze_projector::{Projector, Running, Waited};
use wenze_vault::{Files, MasterKey, Vault};

use crate::acts;

/// The log of every promise.
pub const LOG: LogId = LogId(1);
/// All nodes of a promise open the same parts.
const MASTER_KEY_PAIR: &str = "5a";
const CONNECTIONS_MAX: u32 = 8;
/// Longer than a lease that nobody gave back, on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// A node.
pub struct Node {
    /// Its use cases.
    pub casework: Casework,
    /// Its projections.
    pub projector: Projector,
    running: Option<Running>,
    folder: Folder,
}

/// Where the files of a node lie; it goes with the node.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Node {
    /// A node beside the owner of a test's database.
    pub async fn beside(owner: &PgPool) -> Self {
        Self::at(app_options(owner), "test").await
    }

    /// A node on a database.
    pub async fn at(options: PgConnectOptions, name: &str) -> Self {
        let options = wenze_projections::models().connect_options(options);
        let pool = PgPoolOptions::new().max_connections(CONNECTIONS_MAX).connect_with(options).await.unwrap();
        let ledger = Ledger::connect(pool.clone(), LOG, name, Bounds::default()).await.unwrap();
        let key = MasterKey::from_hex(&MASTER_KEY_PAIR.repeat(32)).unwrap();
        let vault = Vault::open(pool.clone(), LOG.0, key);
        let bounds = wenze_projector::Bounds::default();
        let models = wenze_projections::models_judged_by(&Judges::shipped(), Search::over(vault.clone()));
        let projector = Projector::new(ledger.clone(), models, name, bounds).await.unwrap();
        let folder = Folder(std::env::temp_dir().join(format!("wenze-test-{}", Uuid::now_v7())));
        let files = Files::in_folder(&vault, &folder.0).unwrap();
        let casework = Casework::with_files(ledger, vault, files, Views::new(pool, projector.clone()));
        Self { casework, projector, running: None, folder }
    }

    /// Where the files of the node lie, sealed.
    pub fn files_folder(&self) -> &Path {
        &self.folder.0
    }

    /// Starts folding the read models.
    pub fn start_views(&mut self) {
        self.running = Some(self.projector.start());
    }

    /// Waits until every read model shows the whole log.
    pub async fn caught_up(&self) {
        let head = self.casework.ledger().head().await.unwrap();
        for view in self.projector.status().await.unwrap() {
            let waited = self.projector.wait_for(view.name, head, PATIENCE).await.unwrap();
            assert_eq!(waited, Waited::Reached, "{} at {head}", view.name);
        }
    }

    /// Goes down in order.
    pub async fn close(self) {
        if let Some(running) = self.running {
            running.shutdown().await;
        }
        self.casework.ledger().close().await;
        self.casework.ledger().pool().close().await;
    }

    /// Records one act as the clerk of the tests.
    pub async fn record(&self, place: Place, act: Value) -> Result<Receipt, Error> {
        self.casework.record(&acts::command(place, act)).await
    }

    /// Records a command that must be accepted.
    pub async fn accept_command(&self, command: &Command) -> Receipt {
        match self.casework.record(command).await {
            Ok(receipt) => receipt,
            Err(error) => panic!("{error}: {command:#?}"),
        }
    }

    /// Records an act on a case that must be accepted.
    pub async fn accept(&self, case: Uuid, act: Value) -> Receipt {
        self.accept_command(&acts::command(Place::Case(case), act)).await
    }

    /// Opens a case with an act.
    pub async fn open(&self, act: Value) -> Receipt {
        self.accept_command(&acts::command(Place::NewCase(None), act)).await
    }

    /// The refusal of an act that must be refused.
    pub async fn refuse(&self, case: Uuid, act: Value) -> Refusal {
        match self.record(Place::Case(case), act.clone()).await {
            Err(Error::Refused(problem)) => problem.refusal,
            other => panic!("{other:?}: {act:#}"),
        }
    }
}

/// How the application reaches the database of a test.
pub fn app_options(owner: &PgPool) -> PgConnectOptions {
    let password = std::env::var("WENZE_APP_PASSWORD").unwrap_or_else(|_| "wenze_app".into());
    (*owner.connect_options()).clone().username(APP_ROLE).password(&password)
}

/// The same as a URL, for a process of its own.
pub fn app_url(owner: &PgPool) -> String {
    app_options(owner).to_url_lossy().to_string()
}
