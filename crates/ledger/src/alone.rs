//! The shorter way into the log, for a command that comes alone, writes one event and claims nothing.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::batch::{Columns, Node, Prepared};
use crate::{Answer, NewEvent, Write};

/// What the function answers; all of it is missing where the command is not plain.
struct Reply {
    base: Option<i64>,
    recorded: Option<DateTime<Utc>>,
    version: Option<i32>,
}

/// The write and the event of a command that may go this way.
pub(crate) fn fits(prepared: &Prepared) -> Option<(&Write, &NewEvent)> {
    let [write] = prepared.command.writes.as_slice() else { return None };
    let [event] = write.events.as_slice() else { return None };
    (write.take.is_empty() && write.release.is_empty()).then_some((write, event))
}

/// Stores the command where it is plain. `None` says that nothing was stored and the general way must be asked: there
/// is a conflict, a repeat or a key that is not alive.
pub(crate) async fn send_alone(
    connection: &mut PgConnection,
    node: &Node,
    prepared: &Prepared,
    (write, event): (&Write, &NewEvent),
) -> Result<Option<Answer>, sqlx::Error> {
    let columns = Columns::of(&[prepared]);
    let reply = sqlx::query_file_as!(
        Reply,
        "sql/append_alone.sql",
        node.log_id.0,
        node.name,
        node.epoch,
        prepared.command.command_id,
        &prepared.command.request_hash[..],
        write.stream.kind,
        write.stream.id,
        write.expected,
        event.event_id,
        event.kind,
        event.schema_version,
        &event.content[..],
        columns.event_hashes.first().copied().unwrap_or_default(),
        event.derived.occurred_from,
        event.derived.occurred_until,
        event.derived.known_at,
        event.derived.entered_from,
        &columns.part_numbers,
        &columns.part_subjects as _,
        &columns.part_keys,
        &columns.part_news as _,
        &columns.part_ciphertexts as _,
        &columns.key_ids,
        &columns.key_subjects as _,
        &columns.key_epochs,
        &columns.key_wrapped as _,
    )
    .fetch_one(connection)
    .await?;
    let (Some(base), Some(recorded_at), Some(version)) = (reply.base, reply.recorded, reply.version) else {
        return Ok(None);
    };
    Ok(Some(Answer::Appended { first: base + 1, last: base + 1, recorded_at, versions: vec![version] }))
}
