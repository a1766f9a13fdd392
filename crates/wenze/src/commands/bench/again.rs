//! What a log holds as commands that bring the same events into another one, so that nothing but appending them is measured.

use std::collections::HashMap;

use sqlx::{PgPool, Row};
use uuid::Uuid;
use wenze_ledger::{Command, Ledger, NewEvent, NewKey, NewPart, PAGE_EVENTS, Recorded, Write};

/// A command for each event, in the log's order. Parts come as they are sealed, and each key with the first event that needs it.
pub(super) async fn commands(ledger: &Ledger) -> anyhow::Result<Vec<Command>> {
    let mut keys = keys(ledger.pool()).await?;
    let mut made = Vec::new();
    let mut after = 0;
    loop {
        let page = ledger.read_log(after, PAGE_EVENTS).await?;
        let Some(last) = page.last() else { return Ok(made) };
        after = last.position;
        let mut parts = parts(ledger.pool(), &page).await?;
        made.extend(page.into_iter().map(|event| {
            let parts = parts.remove(&event.event_id).unwrap_or_default();
            let keys = parts.iter().filter_map(|part| keys.remove(&part.key_id)).collect();
            command(event, parts, keys)
        }));
    }
}

fn command(event: Recorded, parts: Vec<NewPart>, keys: Vec<NewKey>) -> Command {
    let Recorded { event_id, stream, stream_version, kind, schema_version, content, content_hash, derived, .. } = event;
    let event = NewEvent { event_id, kind, schema_version, content: content.to_vec(), derived, parts };
    let write = Write {
        stream,
        expected: Some(stream_version - 1),
        events: vec![event],
        take: Vec::new(),
        release: Vec::new(),
    };
    Command { command_id: event_id, request_hash: content_hash, writes: vec![write], keys }
}

async fn parts(pool: &PgPool, events: &[Recorded]) -> anyhow::Result<HashMap<Uuid, Vec<NewPart>>> {
    let ids: Vec<Uuid> = events.iter().map(|event| event.event_id).collect();
    let rows = sqlx::query(include_str!("../../../sql/bench/parts.sql")).bind(ids).fetch_all(pool).await?;
    let mut found: HashMap<Uuid, Vec<NewPart>> = HashMap::new();
    for row in rows {
        let part = NewPart {
            part_no: row.try_get("part_no")?,
            subject: row.try_get("subject")?,
            key_id: row.try_get("key_id")?,
            ciphertext: row.try_get("ciphertext")?,
        };
        found.entry(row.try_get("event_id")?).or_default().push(part);
    }
    Ok(found)
}

async fn keys(pool: &PgPool) -> anyhow::Result<HashMap<Uuid, NewKey>> {
    let rows = sqlx::query(include_str!("../../../sql/bench/keys.sql")).fetch_all(pool).await?;
    let key = |row: &sqlx::postgres::PgRow| -> Result<(Uuid, NewKey), sqlx::Error> {
        let key_id = row.try_get("key_id")?;
        let (subject, epoch, wrapped) = (row.try_get("subject")?, row.try_get("epoch")?, row.try_get("wrapped")?);
        Ok((key_id, NewKey { key_id, subject, epoch, wrapped }))
    };
    Ok(rows.iter().map(key).collect::<Result<_, _>>()?)
}
