select stream_id
from log.stream_head
where log_id = $1
    and stream_kind = 'grants'
order by stream_id
limit $2
