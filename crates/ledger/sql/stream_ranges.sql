select distinct on (slice)
    stream_id
from (
    select
        stream_id,
        (sum(version) over (order by stream_id) - 1) / $2 as slice
    from log.stream_head
    where log_id = $1
) as sliced
order by slice, stream_id desc
