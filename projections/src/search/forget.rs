//! What was erased in the vault is forgotten here.
//!
//! An erasure tells its moment in the vault, and moments are in the order in which erasures can be seen. So whoever knows
//! up to which moment these tables were swept knows with one look whether there is anything to forget. That is asked before
//! every answer, and every few seconds besides. What a rebuild is making, what it replaced and what is kept of other
//! versions hold texts too: tables that were not there before are swept from the beginning.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};
use tokio::sync::{Mutex, watch};
use uuid::Uuid;
use wenze_projector::{Error, Projection, Result, read_schema};

use super::Search;
use super::store::Words;

/// How often a node looks whether something was erased.
pub const FORGOTTEN_WITHIN: Duration = Duration::from_secs(10);

/// The tables of search as readers use them.
#[derive(Clone)]
pub struct Index {
    pub(super) pool: PgPool,
    swept: Arc<Mutex<Option<Swept>>>,
}

/// Up to which erasure which tables were swept.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Swept {
    last: Option<DateTime<Utc>>,
    /// Each with its schema, as `schema oid`.
    tables: Vec<String>,
}

impl Index {
    /// Over a pool whose `search_path` holds the schema of this model.
    pub fn new(pool: PgPool) -> Self {
        Self { pool, swept: Arc::default() }
    }

    /// Removes what was erased since the last time, and answers of how many cases texts went. What folds an erasure can call
    /// it too: a second call finds nothing to do.
    pub async fn forget(&self) -> Result<usize> {
        let mut swept = self.swept.lock().await;
        let now = sqlx::query_file_as!(Swept, "src/search/erased.sql", any_version()).fetch_one(&self.pool).await?;
        if swept.as_ref() == Some(&now) {
            return Ok(0);
        }
        let mut cases = 0;
        if now.last.is_some() {
            let before = swept.as_ref().filter(|swept| swept.tables == now.tables).and_then(|swept| swept.last);
            for table in &now.tables {
                let schema = table.split(' ').next().unwrap_or_default();
                cases += self.forget_in(schema, before.unwrap_or(DateTime::UNIX_EPOCH)).await?;
            }
        }
        *swept = Some(now);
        Ok(cases)
    }

    /// Whoever opened parts before they were erased has stored them when the lock is given; whoever opens them later finds
    /// them erased.
    async fn forget_in(&self, schema: &str, since: DateTime<Utc>) -> Result<usize> {
        let mut transaction = self.pool.begin().await?;
        sqlx::query_file_scalar!("src/search/turn_to.sql", schema).fetch_one(&mut *transaction).await?;
        match held(&mut transaction, since).await {
            Ok(cases) => {
                transaction.commit().await?;
                Ok(cases)
            }
            Err(error) => {
                transaction.rollback().await?;
                self.left(schema, error).await
            }
        }
    }

    /// Tables that could not be swept: gone meanwhile, or those of another version, which keeps its texts otherwise. Readers of
    /// this one are not kept waiting for that, and whoever looks after the program is told what to do.
    async fn left(&self, schema: &str, error: Error) -> Result<usize> {
        let table = format!("{schema}.search_passage");
        let stands = sqlx::query_file_scalar!("src/search/stands.sql", table).fetch_one(&self.pool).await?;
        // A rebuild has thrown these tables away meanwhile, or their time was over.
        if !stands {
            return Ok(0);
        }
        if error.is_passing() || is_own(schema) {
            return Err(error);
        }
        tracing::error!(schema, %error, "erased texts cannot be removed from kept tables of another version: drop the schema");
        Ok(0)
    }
}

/// The schemas of all versions: in use, being built, replaced.
fn any_version() -> String {
    format!("^read_{}_v[0-9]+(_next|_old)?$", Search::NAME)
}

/// Whether a schema is one of this version's.
fn is_own(schema: &str) -> bool {
    let own = read_schema(Search::NAME, Search::VERSION);
    schema.strip_prefix(&own).is_some_and(|rest| ["", "_next", "_old"].contains(&rest))
}

async fn held(connection: &mut PgConnection, since: DateTime<Utc>) -> Result<usize> {
    sqlx::query_file!("src/search/hold_all.sql").execute(&mut *connection).await?;
    remove(connection, since).await
}

async fn remove(connection: &mut PgConnection, since: DateTime<Utc>) -> Result<usize> {
    let from = sqlx::query_file_scalar!("src/search/forget_passage.sql", since).fetch_all(&mut *connection).await?;
    sqlx::query_file!("src/search/forget_name.sql", since).execute(&mut *connection).await?;
    let cases: BTreeSet<Uuid> = from.into_iter().collect();
    for case in &cases {
        cut_again(connection, *case).await?;
    }
    Ok(cases.len())
}

/// The words of a case from the passages that are left.
async fn cut_again(connection: &mut PgConnection, case: Uuid) -> Result<()> {
    let passages = sqlx::query_file_scalar!("src/search/plain_of_case.sql", case).fetch_all(&mut *connection).await?;
    let objects =
        sqlx::query_file_scalar!("src/search/objects_of_case.sql", case).fetch_optional(&mut *connection).await?;
    let mut words = Words::default();
    for plain in &passages {
        words.add(plain);
    }
    let words = words.with_objects(objects.unwrap_or_default());
    sqlx::query_file!("src/search/set_words.sql", case, &words).execute(connection).await?;
    Ok(())
}

/// Forgets what is erased, until the process ends.
pub async fn keep_forgetting(index: Index, mut ended: watch::Receiver<bool>) {
    loop {
        match index.forget().await {
            Ok(0) => {}
            Ok(cases) => tracing::info!(cases, "erased texts were removed from search"),
            Err(error) if error.is_unbuilt() => {}
            Err(error) => tracing::warn!(%error, "whether search must forget something cannot be seen now"),
        }
        tokio::select! {
            _ = ended.wait_for(|ended| *ended) => return,
            () = tokio::time::sleep(FORGOTTEN_WITHIN) => {}
        }
    }
}
