select
    position,
    event_id,
    stream_kind,
    stream_id,
    stream_version,
    kind,
    schema_version,
    recorded_at,
    command_id,
    content,
    content_hash as "content_hash: [u8; 32]",
    record_hash as "record_hash: [u8; 32]",
    occurred_from,
    occurred_until,
    known_at,
    entered_from
from log.event
where log_id = $1
    and position > $2
order by position
limit $3
