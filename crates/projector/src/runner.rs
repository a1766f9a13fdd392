//! One task per projection: get the lease, follow the log, give the lease back.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::checkpoint::{Stage, acquire, standing};
use crate::cursor::{Cursor, Step};
use crate::projector::Shared;
use crate::rebuild::{self, AtPoison, Swap};
use crate::schema::{Place, connect, exists, schema_at};
use crate::{Error, HEADS_APART_MS, PAUSE_MS, RETIRE_POLL_MINUTES, RETRY_MS, Result, retire};

/// Projections that are being kept up to date. Dropping it ends the tasks between two transactions, but keeps their
/// leases until they run out.
#[derive(Debug)]
pub struct Running {
    ending: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

impl Running {
    /// Lets every task finish its batch, and gives the leases back.
    pub async fn shutdown(mut self) {
        self.ending.send_replace(true);
        while self.tasks.join_next().await.is_some() {}
    }
}

/// Why a task no longer owns its projection.
enum Ended {
    /// The process ends.
    Shutdown,
    /// Another node owns it or builds it, or it is stopped.
    NotOurs,
    /// The fence was raised: by another node, by a swap, by a decision to skip.
    LeaseLost,
    /// It stopped here.
    Stopped,
}

struct Runner {
    shared: Arc<Shared>,
    index: usize,
    heads: watch::Receiver<i64>,
    ending: watch::Receiver<bool>,
    /// A new program may know how to fold what stopped an old one, so each tries once.
    retries_stopped: bool,
}

pub(crate) fn start(shared: &Arc<Shared>) -> Running {
    let (ending, _) = watch::channel(false);
    let heads = watch::Sender::new(0);
    let mut tasks = JoinSet::new();
    for index in 0..shared.models().len() {
        let runner = Runner {
            shared: Arc::clone(shared),
            index,
            heads: heads.subscribe(),
            ending: ending.subscribe(),
            retries_stopped: true,
        };
        tasks.spawn(runner.run());
    }
    tasks.spawn(follow(Arc::clone(shared), heads, ending.subscribe()));
    tasks.spawn(keep_retired(Arc::clone(shared), ending.subscribe()));
    Running { ending, tasks }
}

/// One follower tells all tasks where the log ends.
async fn follow(shared: Arc<Shared>, heads: watch::Sender<i64>, mut ending: watch::Receiver<bool>) {
    let mut follower = shared.ledger.follow(0);
    loop {
        tokio::select! {
            head = follower.next() => { heads.send_replace(head); }
            () = shutdown_asked(&mut ending) => return,
        }
        // A shutdown cuts the pause short.
        let _ = timeout(Duration::from_millis(HEADS_APART_MS), shutdown_asked(&mut ending)).await;
    }
}

/// Drops what is kept too long, now and then. Several nodes may do it: what is gone is gone.
async fn keep_retired(shared: Arc<Shared>, mut ending: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            () = sleep(Duration::from_mins(RETIRE_POLL_MINUTES)) => {}
            () = shutdown_asked(&mut ending) => return,
        }
        if let Err(error) = retire::run(&shared).await {
            tracing::warn!(%error, "tables that were kept too long could not be dropped, trying again later");
        }
    }
}

async fn shutdown_asked(ending: &mut watch::Receiver<bool>) {
    // Without a sender there is nobody left to run for.
    let _ = ending.wait_for(|ending| *ending).await;
}

impl Runner {
    async fn run(mut self) {
        let mut pause_ms = *RETRY_MS.start();
        while !*self.ending.borrow() {
            let ended = self.own().await;
            if ended.is_ok() {
                pause_ms = *RETRY_MS.start();
            }
            let pause = match ended {
                Ok(Ended::Shutdown) => return,
                Ok(Ended::LeaseLost) => Duration::ZERO,
                Ok(Ended::NotOurs) => self.shared.bounds.takeover_poll,
                Ok(Ended::Stopped) => {
                    self.retries_stopped = false;
                    self.shared.bounds.takeover_poll
                }
                Err(error) => {
                    let projection = self.shared.models()[self.index].name();
                    tracing::warn!(projection, %error, "a projection could not go on, trying again");
                    let pause = Duration::from_millis(pause_ms);
                    pause_ms = (pause_ms * 2).min(*RETRY_MS.end());
                    pause
                }
            };
            // A shutdown cuts the pause short.
            let _ = timeout(pause, shutdown_asked(&mut self.ending)).await;
        }
    }

    /// Owns the projection for as long as it can.
    async fn own(&mut self) -> Result<Ended> {
        let model = Arc::clone(&self.shared.models()[self.index]);
        let schema = schema_at(model.name(), model.version(), Place::Live);
        let mut connection = connect(self.shared.pool(), &schema).await?;
        let has_checkpoint = standing(&mut connection, model.name(), model.version()).await?.is_some();
        if !(has_checkpoint && exists(&mut connection, &schema).await?) {
            return self.build().await;
        }
        let bid = self.shared.bid(&*model, Stage::Live, self.retries_stopped);
        let Some(lease) = acquire(&mut connection, bid).await? else { return Ok(Ended::NotOurs) };
        let mut cursor = Cursor::new(model, Arc::clone(&self.shared), connection, lease).await?;
        self.shared.publish(self.index, cursor.position);
        self.shared.own(self.index, true);
        let ended = self.follow(&mut cursor).await;
        self.shared.own(self.index, false);
        if ended.is_err() {
            // The cursor's own connection may be what failed. Whoever tries next need not wait for the lease to run out.
            let mut connection = self.shared.pool().acquire().await?;
            cursor.lease.release(&mut connection).await?;
        }
        ended
    }

    /// Makes tables that are not there.
    async fn build(&mut self) -> Result<Ended> {
        self.shared.forget(self.index);
        let model = &self.shared.models()[self.index];
        let quiet = Arc::new(|_| {});
        let built = rebuild::run(&self.shared, model, Swap::Yes, AtPoison::EndBefore, quiet);
        let built = tokio::select! {
            built = built => built,
            () = shutdown_asked(&mut self.ending) => return Ok(Ended::Shutdown),
        };
        match built {
            Ok(_) => Ok(Ended::LeaseLost),
            Err(Error::Busy(_)) => Ok(Ended::NotOurs),
            Err(error) => Err(error),
        }
    }

    async fn follow(&mut self, cursor: &mut Cursor) -> Result<Ended> {
        let renewal = cursor.lease.renewal();
        loop {
            let head = *self.heads.borrow_and_update();
            let (shared, index, ending) = (&self.shared, self.index, &self.ending);
            let mut counted = cursor.position;
            let moved = |position| {
                shared.count(index, position - std::mem::replace(&mut counted, position));
                shared.publish(index, position);
                // A shutdown waits for one batch, not for the end of the log.
                !*ending.borrow()
            };
            match cursor.fold_until(head, moved).await? {
                Step::Reached => {}
                Step::LeaseLost => return Ok(Ended::LeaseLost),
                Step::Poison { position, reason } => {
                    cursor.stop(position, &reason).await?;
                    return Ok(Ended::Stopped);
                }
            }
            if self.heads.has_changed().unwrap_or_default() {
                // A shutdown cuts the pause short.
                let _ = timeout(Duration::from_millis(PAUSE_MS), shutdown_asked(&mut self.ending)).await;
            }
            tokio::select! {
                _ = self.heads.changed() => {}
                () = sleep(renewal) => {
                    if !cursor.lease.renew(&mut cursor.connection).await? {
                        return Ok(Ended::LeaseLost);
                    }
                }
                () = shutdown_asked(&mut self.ending) => {
                    cursor.lease.release(&mut cursor.connection).await?;
                    return Ok(Ended::Shutdown);
                }
            }
        }
    }
}
