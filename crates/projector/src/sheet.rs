//! Folding without a database: the rows of one stream, and all rows of a run of streams.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use wenze_ledger::{Recorded, Stream};

use crate::{Folded, Poison, Projection, RowMap, Rows};

/// Why events were not folded, and at which position if that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) at: Option<i64>,
    pub(crate) reason: String,
}

impl Fault {
    pub(crate) fn at(position: i64, poison: Poison) -> Self {
        Self { at: Some(position), reason: poison.0 }
    }

    pub(crate) fn somewhere(reason: String) -> Self {
        Self { at: None, reason }
    }
}

/// A fold must not panic; if it does, the event is poison and the other projections go on.
pub(crate) fn guarded<T>(fold: impl FnOnce() -> Result<T, Poison>) -> Result<T, Poison> {
    catch_unwind(AssertUnwindSafe(fold)).unwrap_or_else(|_| Err(Poison("the projection panicked".to_owned())))
}

/// Folds one event into the rows it names.
pub(crate) fn fold<P: Projection>(
    projection: &P,
    rows: &mut RowMap<P>,
    event: &Recorded,
    keys: &[P::Key],
) -> Result<Folded, Fault> {
    for key in keys {
        let row = rows.entry(key.clone()).or_default();
        let folded =
            guarded(|| projection.fold(key, row, event)).map_err(|poison| Fault::at(event.position, poison))?;
        if folded == Folded::Refold {
            return Ok(Folded::Refold);
        }
    }
    Ok(Folded::Done)
}

/// Ends the folding of rows that were folded event by event. Which event is at fault cannot be told.
pub(crate) fn settle<P: Projection>(projection: &P, rows: &mut RowMap<P>) -> Result<(), Fault> {
    rows.iter_mut()
        .try_for_each(|(key, row)| guarded(|| projection.settle(key, row)).map_err(|poison| Fault::somewhere(poison.0)))
}

/// All rows of a stream from all its events.
pub(crate) fn refold<P: Projection>(projection: &P, stream: &Stream, events: &[Recorded]) -> Result<Rows<P>, Fault> {
    guarded(|| projection.refold(stream, events)).map_err(|poison| Fault::somewhere(poison.0))
}

/// Rows made from nothing out of whole streams that come one after the other.
pub(crate) struct Sheet<P: Projection> {
    done: Rows<P>,
    rows: RowMap<P>,
    events: Vec<Recorded>,
    /// Number of the event of this stream that first asked for a refold.
    asked_at: Option<usize>,
}

impl<P: Projection> Sheet<P> {
    pub(crate) fn new() -> Self {
        Self { done: Vec::new(), rows: HashMap::new(), events: Vec::new(), asked_at: None }
    }

    /// Takes the next event of the stream, or the first of the next stream.
    pub(crate) fn add(&mut self, projection: &P, event: Recorded) -> Result<(), Fault> {
        if self.events.first().is_some_and(|first| first.stream.id != event.stream.id) {
            self.end_stream(projection)?;
        }
        if self.asked_at.is_none() {
            let keys = guarded(|| projection.keys(&event)).map_err(|poison| Fault::at(event.position, poison))?;
            if fold(projection, &mut self.rows, &event, &keys)? == Folded::Refold {
                self.asked_at = Some(self.events.len());
            }
        }
        self.events.push(event);
        Ok(())
    }

    /// All rows in the order of their keys.
    pub(crate) fn finish(mut self, projection: &P) -> Result<Rows<P>, Fault> {
        self.end_stream(projection)?;
        self.done.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        Ok(self.done)
    }

    fn end_stream(&mut self, projection: &P) -> Result<(), Fault> {
        if let (Some(asked_at), Some(first)) = (self.asked_at.take(), self.events.first()) {
            self.rows.clear();
            let rows = refold(projection, &first.stream, &self.events)
                .map_err(|fault| blame(projection, &self.events, asked_at, fault))?;
            self.done.extend(rows);
        } else {
            settle(projection, &mut self.rows)?;
            self.done.extend(self.rows.drain());
        }
        self.events.clear();
        Ok(())
    }
}

/// Finds the first event with which a stream cannot be folded again, the one at which folding step by step stops.
pub(crate) fn blame<P: Projection>(projection: &P, events: &[Recorded], asked_at: usize, fault: Fault) -> Fault {
    let fails = |last: &usize| refold(projection, &events[0].stream, &events[..=*last]).is_err();
    let culprit = (asked_at..events.len()).find(fails).and_then(|index| events.get(index));
    Fault { at: culprit.map(|event| event.position), ..fault }
}

#[cfg(test)]
pub(crate) mod tests {
    use sqlx::PgConnection;
    use uuid::Uuid;
    use wenze_ledger::Derived;

    use super::*;

    /// Two events per stream: positions 1 and 2, 3 and 4 ….
    pub(crate) fn event(position: i64, kind: &str) -> Recorded {
        let stream = u128::try_from(position + 1).unwrap() / 2;
        Recorded {
            position,
            event_id: Uuid::nil(),
            stream: Stream { kind: "case".into(), id: Uuid::from_u128(stream) },
            stream_version: 1,
            kind: kind.into(),
            schema_version: 1,
            recorded_at: sqlx::types::chrono::DateTime::UNIX_EPOCH,
            command_id: Uuid::nil(),
            content: [].into(),
            content_hash: [0; 32],
            record_hash: [0; 32],
            derived: Derived::default(),
        }
    }

    /// Collects the positions of each stream; a refold counts them instead.
    pub(crate) struct Positions;

    impl Projection for Positions {
        const NAME: &'static str = "positions";
        const VERSION: i32 = 1;
        type Key = Uuid;
        type Row = Vec<i64>;

        fn schema_sql(&self) -> &'static str {
            ""
        }

        fn keys(&self, event: &Recorded) -> Result<Vec<Uuid>, Poison> {
            Ok(vec![event.stream.id])
        }

        async fn load(&self, _: &mut PgConnection, _: &[Uuid]) -> crate::Result<RowMap<Self>> {
            Ok(HashMap::new())
        }

        fn fold(&self, _: &Uuid, row: &mut Vec<i64>, event: &Recorded) -> Result<Folded, Poison> {
            row.push(event.position);
            Ok(if event.kind == "Voided" { Folded::Refold } else { Folded::Done })
        }

        fn refold(&self, stream: &Stream, events: &[Recorded]) -> Result<Rows<Self>, Poison> {
            if events.iter().any(|event| event.kind == "Bitter") {
                return Err(Poison("bitter".into()));
            }
            Ok(vec![(stream.id, vec![-i64::try_from(events.len()).unwrap()])])
        }

        async fn clear(&self, _: &mut PgConnection, _: &[Stream]) -> crate::Result<()> {
            Ok(())
        }

        async fn store(&self, _: &mut PgConnection, _: &mut [(Uuid, Vec<i64>)]) -> crate::Result<()> {
            Ok(())
        }
    }

    fn rows(kinds: &[&str]) -> Result<Vec<Vec<i64>>, Fault> {
        let mut sheet = Sheet::new();
        for (kind, position) in kinds.iter().zip(1..) {
            sheet.add(&Positions, event(position, kind))?;
        }
        Ok(sheet.finish(&Positions)?.into_iter().map(|(_, row)| row).collect())
    }

    #[test]
    fn a_refold_replaces_the_rows_of_its_own_stream_only() {
        assert_eq!(rows(&["Added"; 5]), Ok(vec![vec![1, 2], vec![3, 4], vec![5]]));
        assert_eq!(rows(&["Added", "Added", "Added", "Voided", "Added"]), Ok(vec![vec![1, 2], vec![-2], vec![5]]));
        assert_eq!(rows(&["Voided", "Added"]), Ok(vec![vec![-2]]));
        assert_eq!(rows(&[]), Ok(vec![]));
    }

    #[test]
    fn a_failing_refold_is_blamed_on_the_first_event_with_which_it_fails() {
        let at = |kinds: &[&str]| rows(kinds).map_err(|fault| fault.at);
        assert_eq!(at(&["Added", "Added", "Bitter", "Voided"]), Err(Some(4)));
        assert_eq!(at(&["Added", "Added", "Voided", "Bitter", "Added"]), Err(Some(4)));
    }
}
