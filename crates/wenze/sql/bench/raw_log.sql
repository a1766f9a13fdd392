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
    content_hash,
    record_hash,
    occurred_from,
    occurred_until,
    known_at,
    entered_from
from log.event
where log_id = 1
order by position
