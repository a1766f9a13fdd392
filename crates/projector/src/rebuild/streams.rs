//! Folding whole streams: at once, range by range, or, to find a fault, batch by batch.

use std::sync::atomic::AtomicI64;
use std::sync::{Arc, Mutex};

use tokio::task::JoinSet;
use wenze_ledger::StreamRange;

use super::Rebuild;
use super::range::{Job, Share};
use super::whole::Whole;
use crate::schema::{Place, schema_at};
use crate::sheet::Fault;
use crate::{RANGE_EVENTS_MIN, REBUILD_WORKERS_MAX, Result};

impl Rebuild<'_> {
    /// Folds whole streams up to a position, or up to an event that cannot be folded.
    pub(super) async fn fold_streams(&mut self, mut until: i64) -> Result<(usize, Share)> {
        loop {
            self.empty_next().await?;
            let (ranges, mut share) = self.fold_all(until).await?;
            match share.fault.take() {
                None => {
                    self.arrive(until).await?;
                    return Ok((ranges, share));
                }
                // Whole streams hold what came after the event too, so they are folded again without it.
                Some(Fault { at: Some(position), reason }) => {
                    self.refused(position, reason).await?;
                    until = position - 1;
                }
                Some(Fault { at: None, reason }) => {
                    self.search(until, &reason).await?;
                    return Ok((ranges, share));
                }
            }
        }
    }

    /// Folds everything at once if the rows fit into memory, else range by range.
    async fn fold_all(&mut self, until: i64) -> Result<(usize, Share)> {
        if until == 0 {
            return Ok((0, Share::default()));
        }
        let job = self.job(until, Vec::new());
        let model = Arc::clone(&self.cursor.model);
        let mut building = JoinSet::new();
        building.spawn(model.build_whole(job));
        let events = match self.next(&mut building).await? {
            Some(Whole::TooLarge { events }) => events,
            Some(Whole::Built(share)) => return Ok((0, share)),
            None => return Ok((0, Share::default())),
        };
        let per_worker = events / i64::try_from(workers()).unwrap_or(1);
        let ranges = self.shared.ledger.stream_ranges(per_worker.max(RANGE_EVENTS_MIN)).await?;
        let count = ranges.len();
        let job = self.job(until, ranges);
        let mut building = JoinSet::new();
        for _ in 0..job.workers.min(count) {
            building.spawn(model.build(Arc::clone(&job)));
        }
        let mut all = Share::default();
        while let Some(share) = self.next(&mut building).await? {
            all.add(share);
            if all.fault.is_some() {
                building.shutdown().await;
            }
        }
        Ok((count, all))
    }

    fn job(&self, until: i64, ranges: Vec<StreamRange>) -> Arc<Job> {
        let lease = self.cursor.lease;
        Arc::new(Job {
            ledger: self.shared.ledger.clone(),
            lease,
            schema: schema_at(lease.name, lease.version, Place::Next),
            ranges: Mutex::new(ranges.into()),
            workers: workers(),
            bytes: self.shared.bounds.rebuild_bytes,
            until,
            skipped: self.cursor.skipped().clone(),
            done: AtomicI64::new(0),
            progress: Arc::clone(&self.tell),
        })
    }

    /// What the next of these tasks answers; the lease is renewed while they work.
    async fn next<T: 'static>(&mut self, tasks: &mut JoinSet<Result<T>>) -> Result<Option<T>> {
        let answer = self.renewing(tasks.join_next()).await?;
        answer.map(|answer| answer?).transpose()
    }

    /// The database refused some of many rows: folding batch by batch finds the event they came from.
    async fn search(&mut self, until: i64, reason: &str) -> Result<()> {
        tracing::warn!(projection = self.cursor.lease.name, reason, "rows were refused, looking for their event");
        self.empty_next().await?;
        let step = self.cursor.fold_until(until, |_| true).await?;
        self.ended(step).await.map(drop)
    }
}

/// As many as there are processors, within reason: the server needs some of them too.
fn workers() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).min(REBUILD_WORKERS_MAX)
}
