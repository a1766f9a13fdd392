select
    prev_last,
    first,
    last,
    recorded_at
from log.batch
where log_id = $1
    and prev_last > $2
order by prev_last
limit $3
