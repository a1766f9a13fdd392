//! The whole log in its own order, with every row in memory: the fastest way when the rows fit.

use std::collections::HashMap;
use std::sync::Arc;

use tokio::task::{JoinSet, spawn_blocking};
use wenze_ledger::{Recorded, Stream};

use super::range::{Job, Share, store};
use crate::batch::{held, history};
use crate::error::refused_rows;
use crate::schema::connect;
use crate::sheet::{self, Fault, blame, guarded};
use crate::{ASKED_BYTES, Folded, Projection, Result, RowMap, Rows};

/// How it ended.
pub(crate) enum Whole {
    /// The rows are stored, or an event cannot be folded.
    Built(Share),
    /// The rows do not fit. So many events' rows would.
    TooLarge { events: i64 },
}

/// Folds the log up to `job.until`, dealing streams to workers, and stores what they made.
pub(crate) async fn build<P: Projection>(projection: Arc<P>, job: Arc<Job>) -> Result<Whole> {
    let mut share = Share::default();
    let mut hands: Vec<Hand<P>> = (0..job.workers).map(|_| Hand::new()).collect();
    let mut scan = job.ledger.scan(0);
    while let Some(page) = scan.next_page().await? {
        let is_last = page.last().is_some_and(|last| last.position >= job.until);
        let page: Vec<Recorded> = page.into_iter().filter(|event| event.position <= job.until).collect();
        share.events += i64::try_from(page.len()).unwrap_or(i64::MAX);
        job.tell(page.len());
        let mut folding = Vec::new();
        for (mut hand, events) in hands.drain(..).zip(deal(page, &job)) {
            let projection = Arc::clone(&projection);
            folding.push(spawn_blocking(move || hand.fold(&*projection, &events).map(|()| hand)));
        }
        for hand in folding {
            match hand.await? {
                Ok(hand) => hands.push(hand),
                Err(fault) => return Ok(Whole::Built(Share { fault: Some(fault), ..share })),
            }
        }
        let bytes: usize = hands.iter().map(Hand::bytes).sum();
        if bytes > job.bytes {
            let part = i64::try_from(bytes / job.bytes.max(1)).unwrap_or(i64::MAX).max(1);
            return Ok(Whole::TooLarge { events: share.events / part });
        }
        if is_last {
            break;
        }
    }
    let mut storing = JoinSet::new();
    for hand in hands {
        storing.spawn(hand.store(Arc::clone(&projection), Arc::clone(&job)));
    }
    while let Some(stored) = storing.join_next().await {
        share.add(stored??);
    }
    Ok(Whole::Built(share))
}

/// One list of events for each worker, all events of a stream in one list.
fn deal(page: Vec<Recorded>, job: &Job) -> Vec<Vec<Recorded>> {
    let mut dealt: Vec<Vec<Recorded>> = (0..job.workers).map(|_| Vec::new()).collect();
    for event in page.into_iter().filter(|event| !job.skipped.contains(&event.position)) {
        let (_, low) = event.stream.id.as_u64_pair();
        let index = usize::try_from(low % dealt.len() as u64).unwrap_or_default();
        dealt[index].push(event);
    }
    dealt
}

/// What one worker holds: the rows of its streams, and the streams to fold again.
struct Hand<P: Projection> {
    rows: RowMap<P>,
    asked: HashMap<Stream, Asked>,
}

/// A stream to fold again: the position that asked, and how many events of it were seen from there on.
struct Asked {
    position: i64,
    events: usize,
}

impl<P: Projection> Hand<P> {
    fn new() -> Self {
        Self { rows: HashMap::new(), asked: HashMap::new() }
    }

    fn bytes(&self) -> usize {
        let asked = |asked: &Asked| ASKED_BYTES + asked.events * P::REFOLDED_EVENT_BYTES;
        self.rows.values().map(held::<P>).sum::<usize>() + self.asked.values().map(asked).sum::<usize>()
    }

    fn fold(&mut self, projection: &P, events: &[Recorded]) -> Result<(), Fault> {
        for event in events {
            // A stream that will be folded again needs no folding now.
            if !self.asked.is_empty()
                && let Some(asked) = self.asked.get_mut(&event.stream)
            {
                asked.events += 1;
                continue;
            }
            let keys = guarded(|| projection.keys(event)).map_err(|poison| Fault::at(event.position, poison))?;
            if sheet::fold(projection, &mut self.rows, event, &keys)? == Folded::Refold {
                self.asked.insert(event.stream.clone(), Asked { position: event.position, events: 1 });
            }
        }
        Ok(())
    }

    async fn store(mut self, projection: Arc<P>, job: Arc<Job>) -> Result<Share> {
        if let Err(fault) = self.refold(&projection, &job).await? {
            return Ok(Share { fault: Some(fault), ..Share::default() });
        }
        let mut rows: Rows<P> = self.rows.into_iter().collect();
        rows.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        let mut share = Share { rows: i64::try_from(rows.len()).unwrap_or(i64::MAX), ..Share::default() };
        let mut connection = connect(job.ledger.pool(), &job.schema).await?;
        if let Err(error) = store(&*projection, &job, &mut connection, rows).await {
            share.fault = Some(Fault::somewhere(refused_rows(&error).ok_or(error)?));
        }
        Ok(share)
    }

    /// Replaces the rows of every stream that asked by what its whole history makes.
    async fn refold(&mut self, projection: &Arc<P>, job: &Job) -> Result<Result<(), Fault>> {
        for (stream, Asked { position, .. }) in std::mem::take(&mut self.asked) {
            let events = history(&job.ledger, &stream, job.until, &job.skipped).await?;
            for event in &events {
                let keys = match guarded(|| projection.keys(event)) {
                    Ok(keys) => keys,
                    Err(poison) => return Ok(Err(Fault::at(event.position, poison))),
                };
                for key in keys {
                    self.rows.remove(&key);
                }
            }
            match sheet::refold(&**projection, &stream, &events) {
                Ok(rows) => self.rows.extend(rows),
                Err(fault) => {
                    let asked_at = events.partition_point(|event| event.position < position);
                    return Ok(Err(blame(&**projection, &events, asked_at, fault)));
                }
            }
        }
        Ok(Ok(()))
    }
}
