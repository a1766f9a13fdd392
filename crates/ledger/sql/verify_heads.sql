select coalesce(e.stream_id, h.stream_id) as "stream_id!"
from (
    select
        stream_id,
        max(stream_version) as version,
        max(position) as last_position,
        min(stream_kind) as stream_kind
    from log.event
    where log_id = $1
    group by stream_id
) as e
full join (
    select stream_id, version, last_position, stream_kind
    from log.stream_head
    where log_id = $1
) as h
    on h.stream_id = e.stream_id
where (e.version, e.last_position, e.stream_kind) is distinct from (h.version, h.last_position, h.stream_kind)
limit $2
