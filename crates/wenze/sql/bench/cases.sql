select count(*)
from log.stream_head
where stream_kind = 'case'
