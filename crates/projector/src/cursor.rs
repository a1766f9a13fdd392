//! A checkpoint moving along the log, up to an event that cannot be folded.

use std::collections::HashSet;
use std::sync::Arc;

use sqlx::PgConnection;
use wenze_ledger::{Ledger, Recorded};

use crate::batch::{Batch, Bench};
use crate::checkpoint::{Lease, skipped};
use crate::model::Model;
use crate::sheet::Fault;
use crate::{Error, Result};

/// One model's place in the log, held by a lease.
pub(crate) struct Cursor {
    pub(crate) model: Arc<dyn Model>,
    pub(crate) ledger: Ledger,
    pub(crate) connection: PgConnection,
    pub(crate) lease: Lease,
    pub(crate) position: i64,
    batch_events: i64,
    skipped: HashSet<i64>,
}

/// Where a cursor came to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The end of what it was given.
    Reached,
    /// Another node has the lease.
    LeaseLost,
    /// An event that cannot be folded. The checkpoint says so and the lease is given back.
    Stopped { position: i64, reason: String },
}

impl Cursor {
    pub(crate) async fn new(
        model: Arc<dyn Model>,
        ledger: Ledger,
        mut connection: PgConnection,
        (lease, position): (Lease, i64),
        batch_events: i64,
    ) -> Result<Self> {
        // Skipping raises the fence, so an owner of this fence knows every decision.
        let skipped = skipped(&mut connection, lease.name, lease.version).await?;
        Ok(Self { model, ledger, connection, lease, position, batch_events, skipped })
    }

    pub(crate) fn skipped(&self) -> &HashSet<i64> {
        &self.skipped
    }

    /// Folds the log up to and with a position, and no further. `moved` is told where it stands after every batch, and
    /// answers whether to go on.
    pub(crate) async fn fold_until(&mut self, until: i64, mut moved: impl FnMut(i64) -> bool) -> Result<Step> {
        let mut scan = self.ledger.scan_pages(self.position, self.batch_events);
        while self.position < until {
            let Some(page) = scan.next_page().await? else { return Ok(Step::Reached) };
            let wanted = page.partition_point(|event| event.position <= until);
            let step = self.fold(&page[..wanted]).await?;
            if step != Step::Reached {
                return Ok(step);
            }
            if !moved(self.position) {
                break;
            }
        }
        Ok(Step::Reached)
    }

    /// Folds events that follow the checkpoint. When some are refused, fewer are tried until the one is alone.
    pub(crate) async fn fold(&mut self, events: &[Recorded]) -> Result<Step> {
        let mut rest = events;
        let mut size = rest.len();
        while !rest.is_empty() {
            let (head, tail) = rest.split_at(size.min(rest.len()));
            let bench = Bench {
                ledger: &self.ledger,
                connection: &mut self.connection,
                lease: &self.lease,
                skipped: &self.skipped,
            };
            match self.model.fold(bench, self.position, head).await? {
                Batch::Stored => {
                    self.position = head.last().map_or(self.position, |event| event.position);
                    rest = tail;
                    size = rest.len();
                }
                Batch::LeaseLost => return Ok(Step::LeaseLost),
                Batch::Refused(fault) => match fewer(head, &fault) {
                    Some(fewer) => size = fewer,
                    None => return self.stop(head[0].position, fault.reason).await,
                },
            }
        }
        Ok(Step::Reached)
    }

    /// Records why the model goes no further, and says so once.
    pub(crate) async fn stop(&mut self, position: i64, reason: String) -> Result<Step> {
        if !self.lease.stop(&mut self.connection, position, &reason).await? {
            return Ok(Step::LeaseLost);
        }
        tracing::error!(
            projection = self.lease.name,
            version = self.lease.version,
            position,
            reason,
            "a projection stopped at an event it cannot fold; the others go on"
        );
        Ok(Step::Stopped { position, reason })
    }

    /// The error a rebuild ends with when it does not come to its end.
    pub(crate) fn rebuilt(&self, step: Step) -> Result<()> {
        match step {
            Step::Reached => Ok(()),
            Step::LeaseLost => Err(Error::LeaseLost(self.lease.name)),
            Step::Stopped { position, reason } => Err(Error::Poisoned { name: self.lease.name, position, reason }),
        }
    }
}

/// How many events to try next, or none when the first one is the one at fault.
fn fewer(events: &[Recorded], fault: &Fault) -> Option<usize> {
    let sound = match fault.at {
        Some(at) => events.partition_point(|event| event.position < at),
        None => events.len() / 2,
    };
    (sound > 0).then_some(sound)
}
