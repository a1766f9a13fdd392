//! The walk in position order: hashes, columns, batches, parts, claims.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::claims::Claims;
use super::texts::Texts;
use super::{CheckedFields, Connection, FaultKind, Report};
use crate::read::{Row, recorded};
use crate::{LogId, PAGE_EVENTS, Recorded, Result, content_hash, record_hash};

/// What the events say of other tables.
pub(super) struct Seen<'a> {
    pub(super) claims: &'a mut Claims,
    pub(super) texts: &'a mut Texts,
}

type Parts = HashMap<Uuid, HashSet<i16>>;

pub(super) async fn check(
    connection: &mut Connection,
    log_id: LogId,
    derive: &impl Fn(&str, &[u8]) -> Result<CheckedFields, String>,
    progress: &mut impl FnMut(i64),
    seen: &mut Seen<'_>,
    report: &mut Report,
) -> Result<()> {
    let mut batches = Batches::default();
    loop {
        let page = page(connection, log_id, report.head).await?;
        if page.is_empty() {
            break;
        }
        let mut parts = parts(connection, log_id, &page).await?;
        for event in &page {
            if event.position != report.head + 1 {
                let before = report.head;
                report.fault(FaultKind::Gap, Some(event.position), format_args!("follows position {before}"));
            }
            report.head = event.position;
            report.events += 1;
            hashes(log_id, event, report);
            batches.contain(connection, log_id, event, report).await?;
            let stored = parts.remove(&event.event_id).unwrap_or_default();
            match derive(&event.kind, &event.content) {
                Ok(fields) => {
                    columns(event, &fields, report);
                    if stored != fields.parts.iter().copied().collect() {
                        report.fault(
                            FaultKind::Part,
                            Some(event.position),
                            "the vault holds other parts than it names",
                        );
                    }
                    seen.claims.replay(event.position, &fields, report);
                    seen.texts.name(event.position, &fields);
                }
                Err(reason) => report.fault(FaultKind::Unreadable, Some(event.position), reason),
            }
        }
        progress(report.head);
    }
    batches.end(connection, log_id, report).await
}

/// Only the claims, for keys that did not fit the first pass.
pub(super) async fn replay_claims(
    connection: &mut Connection,
    log_id: LogId,
    derive: &impl Fn(&str, &[u8]) -> Result<CheckedFields, String>,
    claims: &mut Claims,
    report: &mut Report,
) -> Result<()> {
    let mut after = 0;
    loop {
        let page = page(connection, log_id, after).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.position;
        for event in &page {
            // What cannot be read was reported by the first pass.
            if let Ok(fields) = derive(&event.kind, &event.content) {
                claims.replay(event.position, &fields, report);
            }
        }
    }
}

async fn page(connection: &mut Connection, log_id: LogId, after: i64) -> Result<Vec<Recorded>> {
    let rows =
        sqlx::query_file_as!(Row, "sql/read_log.sql", log_id.0, after, PAGE_EVENTS).fetch_all(connection).await?;
    Ok(recorded(rows))
}

async fn parts(connection: &mut Connection, log_id: LogId, page: &[Recorded]) -> Result<Parts> {
    let ids: Vec<Uuid> = page.iter().map(|event| event.event_id).collect();
    let mut parts = Parts::new();
    for row in sqlx::query_file!("sql/verify_parts.sql", log_id.0, &ids).fetch_all(connection).await? {
        parts.entry(row.event_id).or_default().insert(row.part_no);
    }
    Ok(parts)
}

fn hashes(log_id: LogId, event: &Recorded, report: &mut Report) {
    if content_hash(&event.content) != event.content_hash {
        report.fault(FaultKind::ContentHash, Some(event.position), "the content is not what was hashed");
    }
    let expected = record_hash(
        log_id,
        event.position,
        event.event_id,
        event.stream.id,
        event.stream_version,
        event.recorded_at,
        &event.content_hash,
    );
    if expected != event.record_hash {
        report.fault(FaultKind::RecordHash, Some(event.position), "what the log assigned is not what was hashed");
    }
}

fn columns(event: &Recorded, fields: &CheckedFields, report: &mut Report) {
    let same = [
        ("event_id", event.event_id == fields.event_id),
        ("stream_kind", event.stream.kind == fields.stream.kind),
        ("stream_id", event.stream.id == fields.stream.id),
        ("kind", event.kind == fields.kind),
        ("schema_version", event.schema_version == fields.schema_version),
        ("command_id", event.command_id == fields.command_id),
        ("occurred_from", event.derived.occurred_from == fields.derived.occurred_from),
        ("occurred_until", event.derived.occurred_until == fields.derived.occurred_until),
        ("known_at", event.derived.known_at == fields.derived.known_at),
        ("entered_from", event.derived.entered_from == fields.derived.entered_from),
    ];
    for (column, _) in same.iter().filter(|(_, same)| !same) {
        report.fault(FaultKind::Column, Some(event.position), format_args!("{column} differs from the content"));
    }
}

#[derive(Debug, Default)]
struct Batches {
    page: std::collections::VecDeque<Batch>,
    current: Option<Batch>,
}

#[derive(Debug)]
struct Batch {
    prev_last: i64,
    first: i64,
    last: i64,
    recorded_at: DateTime<Utc>,
}

impl Batches {
    async fn contain(
        &mut self,
        connection: &mut Connection,
        log_id: LogId,
        event: &Recorded,
        report: &mut Report,
    ) -> Result<()> {
        while self.current.as_ref().is_none_or(|batch| batch.last < event.position) {
            if !self.advance(connection, log_id, report).await? {
                report.fault(FaultKind::Batch, Some(event.position), "no batch holds this position");
                return Ok(());
            }
        }
        let inside = self
            .current
            .as_ref()
            .is_some_and(|batch| batch.first <= event.position && batch.recorded_at == event.recorded_at);
        if !inside {
            report.fault(FaultKind::Batch, Some(event.position), "its batch has another place or another clock");
        }
        Ok(())
    }

    async fn advance(&mut self, connection: &mut Connection, log_id: LogId, report: &mut Report) -> Result<bool> {
        let before = self.current.as_ref();
        if self.page.is_empty() {
            let after = before.map_or(-1, |batch| batch.prev_last);
            let page = sqlx::query_file_as!(Batch, "sql/verify_batches.sql", log_id.0, after, PAGE_EVENTS);
            self.page = page.fetch_all(connection).await?.into();
        }
        let Some(batch) = self.page.pop_front() else { return Ok(false) };
        report.batches += 1;
        let in_order = before.is_none_or(|before| before.recorded_at <= batch.recorded_at);
        if batch.prev_last != before.map_or(0, |before| before.last) || batch.first != batch.prev_last + 1 || !in_order
        {
            report.fault(FaultKind::Batch, Some(batch.first), "the batch does not follow the one before");
        }
        self.current = Some(batch);
        Ok(true)
    }

    async fn end(&mut self, connection: &mut Connection, log_id: LogId, report: &mut Report) -> Result<()> {
        while self.advance(connection, log_id, report).await? {}
        if self.current.as_ref().map_or(0, |batch| batch.last) != report.head {
            report.fault(FaultKind::Batch, None, "the last batch does not end at the last event");
        }
        Ok(())
    }
}
