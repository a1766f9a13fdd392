select stream_id
from log.stream_head
where log_id = $1
    and stream_kind = $2
    and stream_kind in ('rulebook', 'calendar')
order by stream_id
limit $3
