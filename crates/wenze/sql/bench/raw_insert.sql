insert into raw_event (
    log_id, position, event_id, stream_id, command_id, recorded_at, occurred_from, occurred_until, stream_version,
    schema_version, stream_kind, kind, entered_from, content_hash, record_hash, content
)
values (
    1, nextval('raw_position'), $1, $2, $3, now(), now(), now(), $4,
    1::smallint, 'case', 'ReportReceived', 'system', $5, $6, $7
)
