//! Projections of different types in one list.

use std::sync::{Arc, Mutex};

use sqlx::postgres::PgConnectOptions;
use wenze_ledger::Recorded;

use crate::batch::{self, Batch, Bench};
use crate::kept::Kept;
use crate::rebuild::range::{self, Job, Share};
use crate::rebuild::whole::{self, Whole};
use crate::schema::{check_name, read_schema};
use crate::{Boxed, Error, Projection, Result};

/// What the engine does with a projection, whatever its types are.
pub(crate) trait Model: Send + Sync {
    fn name(&self) -> &'static str;
    fn version(&self) -> i32;
    fn schema_sql(&self) -> &'static str;
    /// Folds one batch and stores it.
    fn fold<'a>(&'a self, bench: Bench<'a>, from: i64, events: &'a [Recorded]) -> Boxed<'a, Result<Batch>>;
    /// Builds everything in one go if it fits into memory.
    fn build_whole(&self, job: Arc<Job>) -> Boxed<'static, Result<Whole>>;
    /// Builds ranges of streams until there are no more.
    fn build(&self, job: Arc<Job>) -> Boxed<'static, Result<Share>>;
}

struct Hosted<P: Projection> {
    projection: Arc<P>,
    /// Rows that stay in memory between two batches.
    kept: Mutex<Kept<P>>,
}

impl<P: Projection> Model for Hosted<P> {
    fn name(&self) -> &'static str {
        P::NAME
    }

    fn version(&self) -> i32 {
        P::VERSION
    }

    fn schema_sql(&self) -> &'static str {
        self.projection.schema_sql()
    }

    fn fold<'a>(&'a self, mut bench: Bench<'a>, from: i64, events: &'a [Recorded]) -> Boxed<'a, Result<Batch>> {
        Box::pin(async move { batch::run(&*self.projection, &mut bench, &self.kept, from, events).await })
    }

    fn build_whole(&self, job: Arc<Job>) -> Boxed<'static, Result<Whole>> {
        Box::pin(whole::build(Arc::clone(&self.projection), job))
    }

    fn build(&self, job: Arc<Job>) -> Boxed<'static, Result<Share>> {
        Box::pin(range::build(Arc::clone(&self.projection), job))
    }
}

/// The projections a program is compiled with.
#[derive(Clone, Default)]
pub struct Models {
    list: Vec<Arc<dyn Model>>,
}

impl Models {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// With one more.
    #[must_use]
    pub fn with<P: Projection>(mut self, projection: P) -> Self {
        self.list.push(Arc::new(Hosted { projection: Arc::new(projection), kept: Mutex::default() }));
        self
    }

    /// The schemas of these versions and `public`: what a pool must see for queries that name tables unqualified.
    pub fn search_path(&self) -> String {
        let schemas = self.list.iter().map(|model| read_schema(model.name(), model.version()));
        schemas.chain(["public".to_owned()]).collect::<Vec<_>>().join(",")
    }

    /// Connections that see the tables of these versions.
    #[must_use]
    pub fn connect_options(&self, options: PgConnectOptions) -> PgConnectOptions {
        // The cases that a reader may not see are given as a list of ids, of which the server makes a hash table where it has
        // room: so much as a few hundred thousand of them take.
        options.options([("search_path", self.search_path()), ("hash_mem_multiplier", "8".to_owned())])
    }

    /// The list, if every name can be part of a schema's name and stands once.
    pub(crate) fn checked(self) -> Result<Vec<Arc<dyn Model>>> {
        for (index, model) in self.list.iter().enumerate() {
            check_name(model.name(), model.version())?;
            if self.list[..index].iter().any(|other| other.name() == model.name()) {
                return Err(Error::NamedTwice(model.name()));
            }
        }
        Ok(self.list)
    }
}

impl std::fmt::Debug for Models {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.search_path())
    }
}
