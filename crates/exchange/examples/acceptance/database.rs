//! A scratch database with a log, a vault and read models.

use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, Executor, PgConnection, PgPool};
use uuid::Uuid;
use wenze_casework::Casework;
use wenze_domain::case::Case;
use wenze_ledger::{APP_ROLE, Ledger, LogId, MIGRATOR};
use wenze_projections::Views;
use wenze_projector::{Projector, Running, Waited};
use wenze_vault::{MasterKey, Vault};

const LOG: LogId = LogId(1);
const NODE: &str = "acceptance";
const CONNECTIONS_MAX: u32 = 16;
/// Longest time the read models may take to catch up.
const PATIENCE: Duration = Duration::from_mins(30);

/// The database, opened as a node opens it.
pub(crate) struct Database {
    pub(crate) casework: Casework,
    pub(crate) ledger: Ledger,
    pool: PgPool,
    projector: Projector,
    running: Option<Running>,
}

impl Database {
    /// Makes it anew on the scratch server.
    pub(crate) async fn open(owner_url: &str, name: &str) -> Result<Self> {
        let server = PgConnectOptions::from_str(owner_url)?;
        let mut maintenance = PgConnection::connect_with(&server).await?;
        let script = include_str!("new_database.sql").replace("name_of_the_database", name);
        for statement in script.split_inclusive(";\n") {
            maintenance.execute(sqlx::AssertSqlSafe(statement.to_owned())).await?;
        }
        let owner = server.database(name);
        let mut connection = PgConnection::connect_with(&owner).await?;
        MIGRATOR.run(&mut connection).await?;
        connection.close().await?;
        let password = std::env::var("WENZE_APP_PASSWORD").context("WENZE_APP_PASSWORD")?;
        let app = wenze_projections::models().connect_options(owner.username(APP_ROLE).password(&password));
        let pool = PgPoolOptions::new().max_connections(CONNECTIONS_MAX).connect_with(app).await?;
        let ledger = Ledger::connect(pool.clone(), LOG, NODE, wenze_ledger::Bounds::default()).await?;
        let vault = Vault::open(pool.clone(), LOG.0, MasterKey::from_hex(&"5a".repeat(32))?);
        let bounds = wenze_projector::Bounds::default();
        let projector = Projector::new(ledger.clone(), wenze_projections::models(), NODE, bounds).await?;
        let casework = Casework::new(ledger.clone(), vault, Views::new(pool.clone(), projector.clone()));
        Ok(Self { casework, ledger, pool, projector, running: None })
    }

    /// Starts folding the read models, unless they are being folded.
    pub(crate) fn start_views(&mut self) {
        self.running.get_or_insert_with(|| self.projector.start());
    }

    /// Waits until every read model shows the whole log; gives back how long that is.
    pub(crate) async fn catch_up(&self) -> Result<i64> {
        let head = self.ledger.head().await?;
        for model in self.projector.status().await? {
            let waited = self.projector.wait_for(model.name, head, PATIENCE).await?;
            ensure!(waited == Waited::Reached, "the read model {} does not catch up: {waited:?}", model.name);
        }
        Ok(head)
    }

    /// The states of cases, as the read model `case_file` holds them.
    pub(crate) async fn states(&self, ids: &[Uuid]) -> Result<Vec<(Uuid, i32, Case)>> {
        let query = sqlx::query_as::<_, (Uuid, i32, serde_json::Value)>(include_str!("states.sql")).bind(ids);
        let rows = query.fetch_all(&self.pool).await?;
        rows.into_iter().map(|(id, version, state)| Ok((id, version, serde_json::from_value(state)?))).collect()
    }

    /// How many cases the read model holds.
    pub(crate) async fn case_count(&self) -> Result<u64> {
        let stages = self.casework.stages().await?;
        Ok(stages.iter().map(|stage| u64::try_from(stage.cases).unwrap_or(0)).sum())
    }

    /// Stops everything that runs on it.
    pub(crate) async fn close(mut self) {
        if let Some(running) = self.running.take() {
            running.shutdown().await;
        }
        self.ledger.close().await;
        self.pool.close().await;
    }
}
