select
    stream_id,
    version
from log.stream_head
where log_id = $1
    and stream_kind = 'grants'
    and stream_id > $2
order by stream_id
limit $3
