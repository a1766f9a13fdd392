//! The handle of a process on its projections.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use sqlx::PgPool;
use tokio::sync::watch;
use tokio::time::Instant;
use wenze_ledger::Ledger;

use crate::checkpoint::{Bid, Stage, standing};
use crate::model::Model;
use crate::rebuild::{self, AtPoison, Progress, Rebuilt, Swap};
use crate::runner::{self, Running};
use crate::schema::create_schema;
use crate::tail::Tail;
use crate::{Bounds, Error, Models, Result, Status, WAIT_POLL_MS, WAIT_POLL_OWN_MS, retire, status};

/// How waiting for a projection ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waited {
    /// The event is in its tables.
    Reached,
    /// It is behind still, at this position.
    Behind(i64),
    /// It is stopped before the event, at this position: waiting longer is of no use.
    Stopped(i64),
}

/// The projections of this program on one log. Cheap to clone.
#[derive(Clone)]
pub struct Projector {
    pub(crate) shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub(crate) ledger: Ledger,
    pub(crate) node: String,
    pub(crate) bounds: Bounds,
    models: Vec<Arc<dyn Model>>,
    /// The furthest position known of each model, in their order.
    reached: Vec<watch::Sender<i64>>,
    /// Whether this process folds each model, in their order.
    owned: Vec<AtomicBool>,
    /// Events that this process folded into each model, in their order.
    folded: Vec<AtomicU64>,
    /// The end of the log, for all of them.
    pub(crate) tail: Tail,
    /// One model is built at a time: the bound on memory is that of the process.
    pub(crate) building: tokio::sync::Mutex<()>,
}

impl Projector {
    /// Prepares to fold a log, whose pool must be of the role that owns the read models. `node` is what others see as
    /// the owner of a projection.
    pub async fn new(ledger: Ledger, models: Models, node: &str, bounds: Bounds) -> Result<Self> {
        let models = models.checked()?;
        create_schema(ledger.pool()).await?;
        let reached = models.iter().map(|_| watch::Sender::new(0)).collect();
        let owned = models.iter().map(|_| AtomicBool::new(false)).collect();
        let folded = models.iter().map(|_| AtomicU64::new(0)).collect();
        Ok(Self {
            shared: Arc::new(Shared {
                ledger,
                node: node.to_owned(),
                bounds,
                models,
                reached,
                owned,
                folded,
                tail: Tail::default(),
                building: tokio::sync::Mutex::default(),
            }),
        })
    }

    /// Starts one task per projection. A projection whose tables are not there is built first.
    pub fn start(&self) -> Running {
        runner::start(&self.shared)
    }

    /// Waits until an event is in a projection's tables, whichever node folds it.
    pub async fn wait_for(&self, name: &str, position: i64, timeout: Duration) -> Result<Waited> {
        let index = self.shared.index(name)?;
        let model = &self.shared.models[index];
        let mut reached = self.shared.reached[index].subscribe();
        let deadline = Instant::now() + timeout;
        let mut looks = !self.shared.is_owner(index);
        loop {
            if *reached.borrow_and_update() >= position {
                return Ok(Waited::Reached);
            }
            // Who folds the model itself hears of every batch, and need not ask the database at once.
            if !std::mem::replace(&mut looks, true) && Instant::now() < deadline {
                let pause = self.look_again(index).min(deadline - Instant::now());
                let _ = tokio::time::timeout(pause, reached.wait_for(|reached| *reached >= position)).await;
                continue;
            }
            let standing = standing(self.shared.pool(), model.name(), model.version()).await?;
            let stands_at = standing.map_or(0, |standing| standing.position);
            self.shared.publish(index, stands_at);
            if stands_at >= position {
                return Ok(Waited::Reached);
            }
            if standing.is_some_and(|standing| standing.is_stopped) {
                return Ok(Waited::Stopped(stands_at));
            }
            let now = Instant::now();
            if now >= deadline {
                return Ok(Waited::Behind(stands_at));
            }
            let pause = self.look_again(index).min(deadline - now);
            // A batch folded here wakes at once, one folded by another node is seen by the next look.
            let _ = tokio::time::timeout(pause, reached.wait_for(|reached| *reached >= position)).await;
        }
    }

    /// How long a reader waits for word of this node before it looks at the checkpoint.
    fn look_again(&self, index: usize) -> Duration {
        Duration::from_millis(if self.shared.is_owner(index) { WAIT_POLL_OWN_MS } else { WAIT_POLL_MS })
    }

    /// How far each projection of this program has come.
    pub async fn status(&self) -> Result<Vec<Status>> {
        status::read(&self.shared).await
    }

    /// Leaves the event that stopped a projection out of it for ever and lets it go on. `by` says who decided.
    pub async fn skip(&self, name: &str, position: i64, by: &str) -> Result<()> {
        let model = self.shared.model(name)?;
        let (name, version) = (model.name(), model.version());
        let mut transaction = self.shared.pool().begin().await?;
        let reasons =
            sqlx::query_file_scalar!("sql/skip_lift.sql", name, version, position).fetch_all(&mut *transaction).await?;
        let Some(reason) = reasons.first() else { return Err(Error::NotStopped { name, position }) };
        sqlx::query_file!("sql/skip_keep.sql", name, version, position, reason, by).execute(&mut *transaction).await?;
        transaction.commit().await?;
        tracing::warn!(projection = name, version, position, reason, by, "an event is left out of a projection");
        Ok(())
    }

    /// Builds a projection's tables anew beside those in use, compares and swaps them. Without tables in use this is the
    /// first build, or the build ahead of a new version.
    pub async fn rebuild(
        &self,
        name: &str,
        swap: Swap,
        progress: impl Fn(Progress) + Send + Sync + 'static,
    ) -> Result<Rebuilt> {
        let model = self.shared.model(name)?;
        rebuild::run(&self.shared, model, swap, AtPoison::Fail, Arc::new(progress)).await
    }

    /// Takes the tables back that the last rebuild replaced, brought up to date and compared; those in use are kept in turn.
    pub async fn roll_back(&self, name: &str, progress: impl Fn(Progress) + Send + Sync + 'static) -> Result<Rebuilt> {
        let model = self.shared.model(name)?;
        rebuild::roll_back(&self.shared, model, Arc::new(progress)).await
    }

    /// Drops tables whose time to be taken back is over: those that rebuilds replaced, and those of earlier versions that
    /// nobody folds any more. Says which schemas went.
    pub async fn retire(&self) -> Result<Vec<String>> {
        retire::run(&self.shared).await
    }
}

impl Shared {
    pub(crate) fn pool(&self) -> &PgPool {
        self.ledger.pool()
    }

    pub(crate) fn models(&self) -> &[Arc<dyn Model>] {
        &self.models
    }

    /// Tells those who wait how far a model has come.
    pub(crate) fn publish(&self, index: usize, position: i64) {
        self.reached[index].send_if_modified(|reached| {
            let is_news = position > *reached;
            *reached = position.max(*reached);
            is_news
        });
    }

    /// Notes whether this process folds a model.
    pub(crate) fn own(&self, index: usize, is_ours: bool) {
        self.owned[index].store(is_ours, Ordering::Relaxed);
    }

    fn is_owner(&self, index: usize) -> bool {
        self.owned[index].load(Ordering::Relaxed)
    }

    /// Counts events that were folded as they came.
    pub(crate) fn count(&self, index: usize, events: i64) {
        self.folded[index].fetch_add(u64::try_from(events).unwrap_or_default(), Ordering::Relaxed);
    }

    pub(crate) fn folded(&self, index: usize) -> u64 {
        self.folded[index].load(Ordering::Relaxed)
    }

    /// The tables are gone, so nobody may rely on what was in them.
    pub(crate) fn forget(&self, index: usize) {
        self.reached[index].send_replace(0);
    }

    pub(crate) fn bid(&self, model: &dyn Model, stage: Stage, even_if_stopped: bool) -> Bid<'_> {
        Bid {
            name: model.name(),
            version: model.version(),
            stage,
            node: &self.node,
            seconds: self.bounds.lease.as_secs_f64(),
            even_if_stopped,
        }
    }

    fn model(&self, name: &str) -> Result<&Arc<dyn Model>> {
        Ok(&self.models[self.index(name)?])
    }

    fn index(&self, name: &str) -> Result<usize> {
        let found = self.models.iter().position(|model| model.name() == name);
        found.ok_or_else(|| Error::Unknown(name.to_owned()))
    }
}

impl std::fmt::Debug for Projector {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<_> = self.shared.models.iter().map(|model| model.name()).collect();
        formatter.debug_struct("Projector").field("node", &self.shared.node).field("models", &names).finish()
    }
}
