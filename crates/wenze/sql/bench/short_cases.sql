select stream_id
from log.stream_head
where stream_kind = 'case'
    and version between 14 and 16
order by stream_id
limit $1
