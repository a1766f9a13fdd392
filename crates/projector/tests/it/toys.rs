//! Two small models over `Added n`, `Voided version` and events that one of them cannot bear.
//!
//! `Tally` has one row per stream. `Labels` has one per (stream, remainder), so that a voiding may take a row away.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use sqlx::PgConnection;
use tokio::sync::Semaphore;
use uuid::Uuid;
use wenze_ledger::{Recorded, Stream};
use wenze_projector::{Folded, Poison, Projection, Result, RowMap, Rows};

/// What an event's content says.
pub(crate) fn number(event: &Recorded) -> i64 {
    std::str::from_utf8(&event.content).unwrap().parse().unwrap()
}

/// The numbers of a stream that are not voided: the definition both models must agree with.
pub(crate) fn effective(events: &[Recorded]) -> Vec<i64> {
    // Only what came before can be voided.
    let is_voiding = |event: &&Recorded| event.kind == "Voided" && number(event) < event.stream_version.into();
    let voided: HashSet<i64> = events.iter().filter(is_voiding).map(number).collect();
    let is_kept = |event: &&Recorded| event.kind == "Added" && !voided.contains(&i64::from(event.stream_version));
    events.iter().filter(is_kept).map(number).collect()
}

/// Counts and sums.
#[derive(Clone, Default)]
pub(crate) struct Tally {
    /// Loading waits for a permit of this, if there is one: a node that hangs.
    pub(crate) gate: Option<Arc<Semaphore>>,
    /// Whether this program knows how to fold `Bitter`.
    pub(crate) bears_bitter: bool,
    /// What is added to every sum: a fault that a repair finds.
    pub(crate) fault: i64,
    /// How long the database takes to store rows.
    pub(crate) store_seconds: f64,
}

#[derive(Default)]
pub(crate) struct Tallied {
    events: i32,
    sum: i64,
}

impl Tally {
    fn swallow(&self, event: &Recorded) -> Result<(), Poison> {
        match event.kind.as_str() {
            "Bitter" if !self.bears_bitter => Err(Poison("it is too bitter".into())),
            "Panics" => panic!("this is a test"),
            _ => Ok(()),
        }
    }
}

impl Projection for Tally {
    const NAME: &'static str = "toy_tally";
    const VERSION: i32 = 1;
    type Key = Uuid;
    type Row = Tallied;

    fn schema_sql(&self) -> &'static str {
        include_str!("toys.sql")
    }

    fn keys(&self, event: &Recorded) -> Result<Vec<Uuid>, Poison> {
        match event.kind.as_str() {
            "Ignored" => Ok(Vec::new()),
            "Undecodable" => Err(Poison("it cannot be decoded".into())),
            _ => Ok(vec![event.stream.id]),
        }
    }

    async fn load(&self, connection: &mut PgConnection, keys: &[Uuid]) -> Result<RowMap<Self>> {
        if let Some(gate) = &self.gate {
            gate.acquire().await.unwrap().forget();
        }
        let rows: Vec<(Uuid, i32, i32)> =
            sqlx::query_as("select stream_id, events, sum from toy_tally where stream_id = any ($1)")
                .bind(keys)
                .fetch_all(connection)
                .await?;
        Ok(rows.into_iter().map(|(id, events, sum)| (id, Tallied { events, sum: sum.into() })).collect())
    }

    fn fold(&self, _: &Uuid, row: &mut Tallied, event: &Recorded) -> Result<Folded, Poison> {
        self.swallow(event)?;
        match event.kind.as_str() {
            "Voided" => return Ok(Folded::Refold),
            "Added" => {
                row.events += 1;
                row.sum += number(event) + self.fault;
            }
            _ => {}
        }
        Ok(Folded::Done)
    }

    fn refold(&self, stream: &Stream, events: &[Recorded]) -> Result<Rows<Self>, Poison> {
        events.iter().try_for_each(|event| self.swallow(event))?;
        let mut row = Tallied::default();
        for number in effective(events) {
            row.events += 1;
            row.sum += number + self.fault;
        }
        Ok(vec![(stream.id, row)])
    }

    async fn clear(&self, connection: &mut PgConnection, streams: &[Stream]) -> Result<()> {
        let ids: Vec<Uuid> = streams.iter().map(|stream| stream.id).collect();
        sqlx::query("delete from toy_tally where stream_id = any ($1)").bind(ids).execute(connection).await?;
        Ok(())
    }

    async fn store(&self, connection: &mut PgConnection, rows: &mut [(Uuid, Tallied)]) -> Result<()> {
        if self.store_seconds > 0.0 {
            sqlx::query("select pg_sleep($1)").bind(self.store_seconds).execute(&mut *connection).await?;
        }
        let ids: Vec<Uuid> = rows.iter().map(|(id, _)| *id).collect();
        let (events, sums): (Vec<_>, Vec<_>) = rows.iter().map(|(_, row)| (row.events, row.sum)).unzip();
        sqlx::query(
            "insert into toy_tally (stream_id, events, sum)
             select id, events, sum::integer from unnest($1::uuid[], $2::integer[], $3::bigint[]) as t (id, events, sum)
             on conflict (stream_id) do update set events = excluded.events, sum = excluded.sum",
        )
        .bind(ids)
        .bind(events)
        .bind(sums)
        .execute(connection)
        .await?;
        Ok(())
    }

    fn keep(row: Tallied) -> Option<Tallied> {
        Some(row)
    }
}

/// Sums by remainder.
#[derive(Clone, Copy, Default)]
pub(crate) struct Labels;

impl Labels {
    pub(crate) const LABELS: i64 = 5;
}

impl Projection for Labels {
    const NAME: &'static str = "toy_label";
    const VERSION: i32 = 1;
    type Key = (Uuid, i64);
    type Row = i64;

    fn schema_sql(&self) -> &'static str {
        include_str!("toys_labels.sql")
    }

    fn keys(&self, event: &Recorded) -> Result<Vec<Self::Key>, Poison> {
        Ok(match event.kind.as_str() {
            "Added" => vec![(event.stream.id, number(event) % Self::LABELS)],
            "Voided" => vec![(event.stream.id, 0)],
            _ => Vec::new(),
        })
    }

    async fn load(&self, connection: &mut PgConnection, keys: &[Self::Key]) -> Result<RowMap<Self>> {
        let (ids, labels): (Vec<_>, Vec<_>) = keys.iter().copied().unzip();
        let rows: Vec<(Uuid, i64, i64)> = sqlx::query_as(
            "select stream_id, label, sum from toy_label
             join unnest($1::uuid[], $2::bigint[]) as t (stream_id, label) using (stream_id, label)",
        )
        .bind(ids)
        .bind(labels)
        .fetch_all(connection)
        .await?;
        Ok(rows.into_iter().map(|(id, label, sum)| ((id, label), sum)).collect())
    }

    fn fold(&self, _: &Self::Key, row: &mut i64, event: &Recorded) -> Result<Folded, Poison> {
        if event.kind == "Voided" {
            return Ok(Folded::Refold);
        }
        *row += number(event);
        Ok(Folded::Done)
    }

    fn refold(&self, stream: &Stream, events: &[Recorded]) -> Result<Rows<Self>, Poison> {
        let mut rows: HashMap<Self::Key, i64> = HashMap::new();
        for number in effective(events) {
            *rows.entry((stream.id, number % Self::LABELS)).or_default() += number;
        }
        Ok(rows.into_iter().collect())
    }

    async fn clear(&self, connection: &mut PgConnection, streams: &[Stream]) -> Result<()> {
        let ids: Vec<Uuid> = streams.iter().map(|stream| stream.id).collect();
        sqlx::query("delete from toy_label where stream_id = any ($1)").bind(ids).execute(connection).await?;
        Ok(())
    }

    async fn store(&self, connection: &mut PgConnection, rows: &mut [((Uuid, i64), i64)]) -> Result<()> {
        let (keys, sums): (Vec<_>, Vec<_>) = rows.iter().copied().unzip();
        let (ids, labels): (Vec<_>, Vec<_>) = keys.into_iter().unzip();
        sqlx::query(
            "insert into toy_label (stream_id, label, sum)
             select * from unnest($1::uuid[], $2::bigint[], $3::bigint[])
             on conflict (stream_id, label) do update set sum = excluded.sum",
        )
        .bind(ids)
        .bind(labels)
        .bind(sums)
        .execute(connection)
        .await?;
        Ok(())
    }
}

/// What both tables must hold, from the histories themselves.
#[derive(Debug, PartialEq, Eq, Default)]
pub(crate) struct Contents {
    pub(crate) tallies: BTreeMap<Uuid, (i32, i64)>,
    pub(crate) labels: BTreeMap<(Uuid, i64), i64>,
}

impl Contents {
    pub(crate) fn of(events: &[Recorded]) -> Self {
        let mut streams: BTreeMap<Uuid, Vec<Recorded>> = BTreeMap::new();
        for event in events.iter().filter(|event| event.kind != "Ignored") {
            streams.entry(event.stream.id).or_default().push(event.clone());
        }
        let mut contents = Self::default();
        for (id, events) in streams {
            let numbers = effective(&events);
            let count = i32::try_from(numbers.len()).unwrap();
            contents.tallies.insert(id, (count, numbers.iter().sum()));
            for number in numbers {
                *contents.labels.entry((id, number % Labels::LABELS)).or_default() += number;
            }
        }
        contents
    }
}
