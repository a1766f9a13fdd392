//! One batch: some events of the log, folded and stored with the checkpoint in one transaction.

use std::collections::{HashMap, HashSet};
use std::sync::Mutex;
use std::time::Instant;

use sqlx::{Connection, PgConnection};
use wenze_ledger::{Ledger, PAGE_EVENTS, Recorded, Stream};

use crate::checkpoint::Lease;
use crate::error::refused_rows;
use crate::kept::Kept;
use crate::sheet::{self, Fault, guarded};
use crate::{Folded, Poison, Projection, ROW_OVERHEAD_BYTES, Result, RowMap, Rows, STORE_BYTES, STORE_ROWS};

/// What a batch is folded with.
pub(crate) struct Bench<'a> {
    pub(crate) ledger: &'a Ledger,
    pub(crate) connection: &'a mut PgConnection,
    pub(crate) lease: &'a Lease,
    pub(crate) skipped: &'a HashSet<i64>,
}

/// What became of a batch.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Batch {
    /// Its rows are stored and the checkpoint stands at its last event.
    Stored,
    /// Another node has the lease; nothing was stored.
    LeaseLost,
    /// An event in it cannot be folded; nothing was stored.
    Refused(Fault),
}

/// The rows of a batch, and the streams that were folded again.
struct Folding<P: Projection> {
    rows: Rows<P>,
    refolded: Vec<Stream>,
}

/// Folds events that follow the checkpoint without a gap. `from` is where the checkpoint stands; `kept` is what the batch before
/// left in memory, and is left what this one does.
///
/// Rows are loaded and folded before the transaction begins, so that no lock is held meanwhile: the fence and the position
/// tell at the end that nobody has stored anything since this owner came here.
pub(crate) async fn run<P: Projection>(
    projection: &P,
    bench: &mut Bench<'_>,
    kept: &Mutex<Kept<P>>,
    from: i64,
    events: &[Recorded],
) -> Result<Batch> {
    let Some(last) = events.last().map(|event| event.position) else { return Ok(Batch::Stored) };
    let mine = match keys(projection, events, bench.skipped) {
        Ok(mine) => mine,
        Err(fault) => return Ok(Batch::Refused(fault)),
    };
    // What is in memory is put back when the rows are stored, and in no other case.
    let mut hot = Kept::take(kept, bench.lease, from);
    let folding = match fold(projection, bench, &mut hot, &mine, last).await? {
        Ok(folding) => folding,
        Err(fault) => return Ok(Batch::Refused(fault)),
    };
    match store(projection, bench, (from, last), folding).await {
        Ok(Some(rows)) => {
            hot.put_back(kept, last, rows);
            Ok(Batch::Stored)
        }
        Ok(None) => Ok(Batch::LeaseLost),
        Err(error) => match refused_rows(&error) {
            Some(reason) => Ok(Batch::Refused(Fault::somewhere(reason))),
            None => Err(error),
        },
    }
}

type Named<'a, P> = (&'a Recorded, Vec<<P as Projection>::Key>);

/// The events that are something to this model, by stream. Streams do not touch each other's rows, so they are folded one
/// after the other.
fn keys<'a, P: Projection>(
    projection: &P,
    events: &'a [Recorded],
    skipped: &HashSet<i64>,
) -> Result<HashMap<&'a Stream, Vec<Named<'a, P>>>, Fault> {
    let mut mine: HashMap<&Stream, Vec<Named<'a, P>>> = HashMap::new();
    for event in events.iter().filter(|event| !skipped.contains(&event.position)) {
        let keys = guarded(|| projection.keys(event)).map_err(|poison| Fault::at(event.position, poison))?;
        if !keys.is_empty() {
            mine.entry(&event.stream).or_default().push((event, keys));
        }
    }
    Ok(mine)
}

async fn fold<P: Projection>(
    projection: &P,
    bench: &mut Bench<'_>,
    hot: &mut Kept<P>,
    mine: &HashMap<&Stream, Vec<Named<'_, P>>>,
    until: i64,
) -> Result<Result<Folding<P>, Fault>> {
    let mut folding = Folding { rows: Vec::new(), refolded: Vec::new() };
    let mut named = match owners(mine) {
        Ok(owners) => owners.into_keys().cloned().collect::<Vec<_>>(),
        Err(fault) => return Ok(Err(fault)),
    };
    let mut loaded = hot.give(&mut named);
    if !named.is_empty() {
        loaded.extend(projection.load(bench.connection, &named).await?);
    }
    for (stream, events) in mine {
        match fold_stream(projection, &mut loaded, events) {
            Ok(Some(rows)) => {
                folding.rows.extend(rows);
                continue;
            }
            Ok(None) => {}
            Err(fault) => return Ok(Err(fault)),
        }
        let history = history(bench.ledger, stream, until, bench.skipped).await?;
        match sheet::refold(projection, stream, &history) {
            Ok(rows) => folding.rows.extend(rows),
            Err(fault) => return Ok(Err(fault)),
        }
        folding.refolded.push((*stream).clone());
    }
    Ok(Ok(folding))
}

/// Which stream each key belongs to; a key of two streams could not be folded again with one of them.
fn owners<'a, K: Eq + std::hash::Hash>(
    mine: &'a HashMap<&Stream, Vec<(&Recorded, Vec<K>)>>,
) -> Result<HashMap<&'a K, &'a Stream>, Fault> {
    let mut owners = HashMap::new();
    for (event, keys) in mine.values().flatten() {
        for key in keys {
            if owners.insert(key, &event.stream).is_some_and(|other| *other != event.stream) {
                return Err(Fault::at(event.position, Poison("one key belongs to two streams".to_owned())));
            }
        }
    }
    Ok(owners)
}

/// The stream's rows after its events; none when they must be made from the whole stream.
fn fold_stream<P: Projection>(
    projection: &P,
    loaded: &mut RowMap<P>,
    events: &[Named<'_, P>],
) -> Result<Option<RowMap<P>>, Fault> {
    let mut rows = HashMap::new();
    for (event, keys) in events {
        for key in keys {
            if let Some(row) = loaded.remove(key) {
                rows.insert(key.clone(), row);
            }
        }
        if sheet::fold(projection, &mut rows, event, keys)? == Folded::Refold {
            return Ok(None);
        }
    }
    sheet::settle(projection, &mut rows)?;
    Ok(Some(rows))
}

/// All events of a stream up to a position, without those skipped.
pub(crate) async fn history(
    ledger: &Ledger,
    stream: &Stream,
    until: i64,
    skipped: &HashSet<i64>,
) -> Result<Vec<Recorded>> {
    let mut events: Vec<Recorded> = Vec::new();
    let mut after_version = 0;
    loop {
        let page = ledger.read_stream(stream, after_version, PAGE_EVENTS).await?;
        let Some(last) = page.last() else { return Ok(events) };
        let is_last_page = i64::try_from(page.len()) != Ok(PAGE_EVENTS) || last.position >= until;
        after_version = last.stream_version;
        let kept = |event: &Recorded| event.position <= until && !skipped.contains(&event.position);
        events.extend(page.into_iter().filter(kept));
        if is_last_page {
            return Ok(events);
        }
    }
}

/// What stays of the rows in memory; none if another node has the lease.
async fn store<P: Projection>(
    projection: &P,
    bench: &mut Bench<'_>,
    (from, last): (i64, i64),
    folding: Folding<P>,
) -> Result<Option<Rows<P>>> {
    let mut transaction = bench.connection.begin().await?;
    let began = Instant::now();
    if !bench.lease.advance(&mut transaction, from, last).await? {
        transaction.rollback().await?;
        return Ok(None);
    }
    if !folding.refolded.is_empty() {
        projection.clear(&mut transaction, &folding.refolded).await?;
    }
    let kept = store_all(projection, &mut transaction, folding.rows).await?;
    // The lease began with the transaction. Whoever waits for the row would find it over, although its owner is alive.
    if began.elapsed() > bench.lease.renewal() {
        bench.lease.renew(&mut transaction).await?;
    }
    transaction.commit().await?;
    Ok(Some(kept))
}

/// Stores rows in pieces, and answers with what stays of them in memory.
async fn store_all<P: Projection>(projection: &P, connection: &mut PgConnection, mut rows: Rows<P>) -> Result<Rows<P>> {
    let mut kept = Vec::new();
    rows.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    for mut chunk in chunks::<P>(rows) {
        projection.store(connection, &mut chunk).await?;
        kept.extend(chunk.into_iter().filter_map(|(key, row)| Some((key, P::keep(row)?))));
    }
    Ok(kept)
}

/// Rows in pieces that one call of `store` takes.
pub(crate) fn chunks<P: Projection>(rows: Rows<P>) -> impl Iterator<Item = Rows<P>> {
    let mut rest = rows.into_iter().peekable();
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let mut chunk: Rows<P> = Vec::new();
        while let Some((_, row)) = rest.peek() {
            bytes += held::<P>(row);
            if !chunk.is_empty() && (bytes > STORE_BYTES || chunk.len() == STORE_ROWS) {
                break;
            }
            chunk.extend(rest.next());
        }
        (!chunk.is_empty()).then_some(chunk)
    })
}

/// What a row takes in memory with its key, about.
pub(crate) fn held<P: Projection>(row: &P::Row) -> usize {
    ROW_OVERHEAD_BYTES + P::bytes(row)
}
