//! Ranges of whole streams, folded in memory and written once.

use std::collections::{HashSet, VecDeque};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use sqlx::{Connection, PgConnection};
use wenze_ledger::{Ledger, PAGE_EVENTS, Recorded, StreamRange};

use super::{Phase, Progress, Tell};
use crate::batch::chunks;
use crate::checkpoint::Lease;
use crate::error::refused_rows;
use crate::schema::connect;
use crate::sheet::{Fault, Sheet};
use crate::{Error, Projection, Result, Rows};

/// What is to be built, shared by all who build it.
pub(crate) struct Job {
    pub(super) ledger: Ledger,
    pub(super) lease: Lease,
    pub(super) schema: String,
    /// Ranges that nobody builds yet.
    pub(super) ranges: Mutex<VecDeque<StreamRange>>,
    /// How many build.
    pub(super) workers: usize,
    /// Memory that all of them may take for rows.
    pub(super) bytes: usize,
    /// Later events are left to the catch-up.
    pub(super) until: i64,
    pub(super) skipped: HashSet<i64>,
    pub(super) done: AtomicI64,
    pub(super) progress: Tell,
}

/// What one worker built.
#[derive(Debug, Default)]
pub(crate) struct Share {
    pub(super) events: i64,
    pub(super) rows: i64,
    /// The event that ended its work, if one did.
    pub(super) fault: Option<Fault>,
}

impl Share {
    pub(super) fn add(&mut self, other: Self) {
        self.events += other.events;
        self.rows += other.rows;
        self.fault = other.fault.or(self.fault.take());
    }
}

/// Builds ranges until there are no more or an event cannot be folded.
pub(crate) async fn build<P: Projection>(projection: Arc<P>, job: Arc<Job>) -> Result<Share> {
    let mut connection = connect(job.ledger.pool(), &job.schema).await?;
    let mut share = Share::default();
    while let Some(range) = job.next_range() {
        let rows = match fold(&projection, &job, range, &mut share).await? {
            Ok(rows) => rows,
            Err(fault) => return Ok(Share { fault: Some(fault), ..share }),
        };
        share.rows += i64::try_from(rows.len()).unwrap_or(i64::MAX);
        if let Err(error) = store(&*projection, &job, &mut connection, rows).await {
            // Which event one of many rows came from is not known here.
            let reason = refused_rows(&error).ok_or(error)?;
            return Ok(Share { fault: Some(Fault::somewhere(reason)), ..share });
        }
    }
    Ok(share)
}

impl Job {
    fn next_range(&self) -> Option<StreamRange> {
        self.ranges.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }

    /// Tells how many more events were read.
    pub(super) fn tell(&self, events: usize) {
        let events = i64::try_from(events).unwrap_or(i64::MAX);
        let done = self.done.fetch_add(events, Ordering::Relaxed) + events;
        (self.progress)(Progress { phase: Phase::Streams, done, total: self.until });
    }

    /// The next page of a range, without events that were skipped, and where the page after it begins.
    async fn page(&self, range: StreamRange, after: After) -> Result<Option<(Vec<Recorded>, After)>> {
        let mut page = self.ledger.read_stream_range(range, after, self.until, PAGE_EVENTS).await?;
        let Some(last) = page.last() else { return Ok(None) };
        let after = Some((last.stream.id, last.stream_version));
        self.tell(page.len());
        page.retain(|event| !self.skipped.contains(&event.position));
        Ok(Some((page, after)))
    }
}

type After = Option<(uuid::Uuid, i32)>;

/// Folds a page on another thread while the next one is read.
async fn fold<P: Projection>(
    projection: &Arc<P>,
    job: &Job,
    range: StreamRange,
    share: &mut Share,
) -> Result<Result<Rows<P>, Fault>> {
    let mut sheet = Sheet::<P>::new();
    let mut page = job.page(range, None).await?;
    while let Some((events, after)) = page {
        share.events += i64::try_from(events.len()).unwrap_or(i64::MAX);
        let shared = Arc::clone(projection);
        let folding = tokio::task::spawn_blocking(move || {
            events.into_iter().try_for_each(|event| sheet.add(&*shared, event)).map(|()| sheet)
        });
        let (folded, next) = tokio::join!(folding, job.page(range, after));
        sheet = match folded? {
            Ok(sheet) => sheet,
            Err(fault) => return Ok(Err(fault)),
        };
        page = next?;
    }
    Ok(sheet.finish(&**projection))
}

/// Rows go in piece by piece: an unfinished build is thrown away whole, and short transactions let the lease be renewed.
pub(super) async fn store<P: Projection>(
    projection: &P,
    job: &Job,
    connection: &mut PgConnection,
    rows: Rows<P>,
) -> Result<()> {
    for mut chunk in chunks::<P>(rows) {
        let mut transaction = connection.begin().await?;
        if !job.lease.holds(&mut transaction).await? {
            return Err(Error::LeaseLost(job.lease.name));
        }
        projection.store(&mut transaction, &mut chunk).await?;
        transaction.commit().await?;
    }
    Ok(())
}
