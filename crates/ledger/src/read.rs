//! Reading: by position, by stream, by id. Positions are gapless and become visible in order.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{Derived, Error, Ledger, READ_EVENTS_MAX, READ_STREAMS_MAX, Recorded, Result, Stream};

/// What was answered to a command when it was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandAnswer {
    /// First position.
    pub first: i64,
    /// Last position.
    pub last: i64,
    /// Keyed digest of the request that was accepted.
    pub request_hash: [u8; 32],
}

/// Whole streams, by id: more than `after`, up to and with `until`. Ranges of one call do not overlap and cover all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StreamRange {
    /// The last stream before the range; none for the first range.
    pub after: Option<Uuid>,
    /// The last stream of the range.
    pub until: Uuid,
}

impl StreamRange {
    /// Every stream.
    pub const ALL: Self = Self { after: None, until: Uuid::max() };
}

#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) position: i64,
    pub(crate) event_id: Uuid,
    pub(crate) stream_kind: String,
    pub(crate) stream_id: Uuid,
    pub(crate) stream_version: i32,
    pub(crate) kind: String,
    pub(crate) schema_version: i16,
    pub(crate) recorded_at: DateTime<Utc>,
    pub(crate) command_id: Uuid,
    pub(crate) content: Vec<u8>,
    pub(crate) content_hash: [u8; 32],
    pub(crate) record_hash: [u8; 32],
    pub(crate) occurred_from: Option<DateTime<Utc>>,
    pub(crate) occurred_until: Option<DateTime<Utc>>,
    pub(crate) known_at: Option<DateTime<Utc>>,
    pub(crate) entered_from: String,
}

impl From<Row> for Recorded {
    fn from(row: Row) -> Self {
        Self {
            position: row.position,
            event_id: row.event_id,
            stream: Stream { kind: row.stream_kind, id: row.stream_id },
            stream_version: row.stream_version,
            kind: row.kind,
            schema_version: row.schema_version,
            recorded_at: row.recorded_at,
            command_id: row.command_id,
            content: row.content.into(),
            content_hash: row.content_hash,
            record_hash: row.record_hash,
            derived: Derived {
                occurred_from: row.occurred_from,
                occurred_until: row.occurred_until,
                known_at: row.known_at,
                entered_from: row.entered_from,
            },
        }
    }
}

impl Ledger {
    /// The last position of the log, 0 when it is empty.
    pub async fn head(&self) -> Result<i64> {
        let head = sqlx::query_file_scalar!("sql/head.sql", self.log_id.0).fetch_optional(&self.pool).await?;
        Ok(head.unwrap_or(0))
    }

    /// How many seconds ago the events at these positions were recorded, by the database's clock.
    pub async fn ages(&self, positions: &[i64]) -> Result<Vec<(i64, f64)>> {
        let rows = sqlx::query_file!("sql/ages.sql", self.log_id.0, positions).fetch_all(&self.pool).await?;
        Ok(rows.into_iter().map(|row| (row.position, row.seconds)).collect())
    }

    /// Events after a position, in order, at most `limit`: the next page starts after the last one returned.
    pub async fn read_log(&self, after_position: i64, limit: i64) -> Result<Vec<Recorded>> {
        let rows = sqlx::query_file_as!(Row, "sql/read_log.sql", self.log_id.0, after_position, limit)
            .fetch_all(&self.pool)
            .await?;
        Ok(recorded(rows))
    }

    /// Events of one stream after a version, in order, at most `limit`.
    pub async fn read_stream(&self, stream: &Stream, after_version: i32, limit: i64) -> Result<Vec<Recorded>> {
        let query = sqlx::query_file_as!(
            Row,
            "sql/read_stream.sql",
            self.log_id.0,
            stream.id,
            stream.kind,
            after_version,
            limit
        );
        Ok(recorded(query.fetch_all(&self.pool).await?))
    }

    /// All events of many streams with one query, one list per stream asked for, in the order asked.
    pub async fn read_streams(&self, streams: &[Stream]) -> Result<Vec<Vec<Recorded>>> {
        if streams.len() > READ_STREAMS_MAX {
            return Err(Error::TooLong(READ_STREAMS_MAX));
        }
        let ids: Vec<Uuid> = streams.iter().map(|stream| stream.id).collect();
        let rows = sqlx::query_file_as!(Row, "sql/read_streams.sql", self.log_id.0, &ids, READ_EVENTS_MAX + 1)
            .fetch_all(&self.pool)
            .await?;
        within_bound(rows.len())?;
        let mut by_stream: HashMap<Uuid, Vec<Recorded>> = HashMap::new();
        for event in rows.into_iter().map(Recorded::from) {
            by_stream.entry(event.stream.id).or_default().push(event);
        }
        let of_kind = |stream: &Stream| {
            let mut events = by_stream.get(&stream.id).cloned().unwrap_or_default();
            events.retain(|event| event.stream.kind == stream.kind);
            events
        };
        Ok(streams.iter().map(of_kind).collect())
    }

    /// Cuts all streams into ranges of about `events` events each, so that a rebuild can hold one range in memory.
    /// The last range is open-ended: a stream that begins meanwhile lies in one of them too.
    pub async fn stream_ranges(&self, events: i64) -> Result<Vec<StreamRange>> {
        let mut ends = sqlx::query_file_scalar!("sql/stream_ranges.sql", self.log_id.0, events.max(1))
            .fetch_all(&self.pool)
            .await?;
        ends.pop();
        ends.push(Uuid::max());
        let mut after = None;
        Ok(ends.into_iter().map(|until| StreamRange { after: after.replace(until), until }).collect())
    }

    /// Events of the streams of a range in (stream, version) order, none beyond `until_position`, at most `limit`.
    /// The next page starts after the stream id and version of the last event returned.
    pub async fn read_stream_range(
        &self,
        range: StreamRange,
        after: Option<(Uuid, i32)>,
        until_position: i64,
        limit: i64,
    ) -> Result<Vec<Recorded>> {
        // Versions stop at i32::MAX, so this pair stands behind every event of the stream before the range.
        let start = range.after.map_or((Uuid::nil(), 0), |stream| (stream, i32::MAX));
        let (stream_id, version) = after.unwrap_or(start);
        let query = sqlx::query_file_as!(
            Row,
            "sql/read_stream_range.sql",
            self.log_id.0,
            stream_id,
            version,
            range.until,
            until_position,
            limit
        );
        Ok(recorded(query.fetch_all(&self.pool).await?))
    }

    /// The event with this id.
    pub async fn event(&self, event_id: Uuid) -> Result<Option<Recorded>> {
        let row =
            sqlx::query_file_as!(Row, "sql/event.sql", self.log_id.0, event_id).fetch_optional(&self.pool).await?;
        Ok(row.map(Recorded::from))
    }

    /// The events at these positions, in order: what a command brought, when it is answered again.
    pub async fn positions(&self, positions: RangeInclusive<i64>) -> Result<Vec<Recorded>> {
        let query = sqlx::query_file_as!(
            Row,
            "sql/positions.sql",
            self.log_id.0,
            positions.start(),
            positions.end(),
            READ_EVENTS_MAX + 1
        );
        let rows = query.fetch_all(&self.pool).await?;
        within_bound(rows.len())?;
        Ok(recorded(rows))
    }

    /// Which stream holds a claim key.
    pub async fn claim_holder(&self, key: &str) -> Result<Option<Uuid>> {
        Ok(sqlx::query_file_scalar!("sql/claim_holder.sql", self.log_id.0, key).fetch_optional(&self.pool).await?)
    }

    /// The first answer to a command, if it was accepted.
    pub async fn command_answer(&self, command_id: Uuid) -> Result<Option<CommandAnswer>> {
        let query = sqlx::query_file_as!(CommandAnswer, "sql/command_answer.sql", self.log_id.0, command_id);
        Ok(query.fetch_optional(&self.pool).await?)
    }
}

pub(crate) fn recorded(rows: Vec<Row>) -> Vec<Recorded> {
    rows.into_iter().map(Recorded::from).collect()
}

fn within_bound(length: usize) -> Result<()> {
    let bound = usize::try_from(READ_EVENTS_MAX).unwrap_or(usize::MAX);
    if length > bound { Err(Error::TooLong(bound)) } else { Ok(()) }
}
