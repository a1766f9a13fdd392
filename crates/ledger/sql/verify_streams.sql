select position
from (
    select
        position,
        stream_version,
        stream_kind,
        lag(stream_version, 1, 0) over in_stream as version_before,
        first_value(stream_kind) over in_stream as first_kind
    from log.event
    where log_id = $1
    window in_stream as (partition by stream_id order by position)
) as walked
where stream_version <> version_before + 1
    or stream_kind <> first_kind
order by position
limit $2
