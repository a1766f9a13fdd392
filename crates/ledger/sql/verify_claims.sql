select
    key,
    stream_id
from log.claim
where log_id = $1
    and key > $2
order by key
limit $3
