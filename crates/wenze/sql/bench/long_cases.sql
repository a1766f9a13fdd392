select stream_id
from log.stream_head
where stream_kind = 'case'
    and version between 90 and 115
order by stream_id
limit $1
