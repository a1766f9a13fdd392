//! A checkpoint moving along the log, up to an event that cannot be folded.

use std::collections::HashSet;
use std::sync::Arc;

use sqlx::PgConnection;
use wenze_ledger::Recorded;

use crate::batch::{Batch, Bench};
use crate::checkpoint::{Lease, skipped};
use crate::model::Model;
use crate::projector::Shared;
use crate::sheet::Fault;
use crate::{Result, TAIL_EVENTS};

/// One model's place in the log, held by a lease.
pub(crate) struct Cursor {
    pub(crate) model: Arc<dyn Model>,
    pub(crate) shared: Arc<Shared>,
    pub(crate) connection: PgConnection,
    pub(crate) lease: Lease,
    pub(crate) position: i64,
    skipped: HashSet<i64>,
}

/// Where a cursor came to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The end of what it was given.
    Reached,
    /// Another node has the lease.
    LeaseLost,
    /// Just before an event that cannot be folded.
    Poison { position: i64, reason: String },
}

impl Cursor {
    pub(crate) async fn new(
        model: Arc<dyn Model>,
        shared: Arc<Shared>,
        mut connection: PgConnection,
        (lease, position): (Lease, i64),
    ) -> Result<Self> {
        // Skipping raises the fence, so an owner of this fence knows every decision.
        let skipped = skipped(&mut connection, lease.name, lease.version).await?;
        Ok(Self { model, shared, connection, lease, position, skipped })
    }

    pub(crate) fn skipped(&self) -> &HashSet<i64> {
        &self.skipped
    }

    /// Folds the log up to and with a position, and no further. `moved` is told where it stands after every batch, and
    /// answers whether to go on.
    pub(crate) async fn fold_until(&mut self, until: i64, mut moved: impl FnMut(i64) -> bool) -> Result<Step> {
        let batch_events = self.shared.bounds.batch_events;
        let mut scan = self.shared.ledger.scan_pages(self.position, batch_events);
        while self.position < until {
            // Far behind, a model reads alone and a page ahead; near the end all models of the process need the same few events.
            let is_near = until - self.position <= batch_events.min(TAIL_EVENTS);
            let page = if is_near {
                self.shared.tail.after(&self.shared.ledger, self.position, until).await?
            } else {
                scan.next_page().await?.unwrap_or_default()
            };
            if page.is_empty() {
                return Ok(Step::Reached);
            }
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
                ledger: &self.shared.ledger,
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
                    None => return Ok(Step::Poison { position: head[0].position, reason: fault.reason }),
                },
            }
        }
        Ok(Step::Reached)
    }

    /// Records why the model goes no further, gives the lease back and says so once. Nothing if another node has it.
    pub(crate) async fn stop(&mut self, position: i64, reason: &str) -> Result<()> {
        if self.lease.stop(&mut self.connection, position, reason).await? {
            tracing::error!(
                projection = self.lease.name,
                version = self.lease.version,
                position,
                reason,
                "a projection stopped at an event it cannot fold; the others go on"
            );
        }
        Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::tests::event;

    #[test]
    fn fewer_events_are_tried_until_one_is_alone() {
        let events: Vec<Recorded> = (11..=15).map(|position| event(position, "Added")).collect();
        let at = |at| Fault { at, reason: String::new() };
        assert_eq!(fewer(&events, &at(Some(14))), Some(3));
        assert_eq!(fewer(&events, &at(Some(11))), None);
        assert_eq!(fewer(&events, &at(None)), Some(2));
        assert_eq!(fewer(&events[..1], &at(None)), None);
    }
}
