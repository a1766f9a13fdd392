select
    position,
    extract(epoch from clock_timestamp() - recorded_at)::float8 as "seconds!"
from log.event
where log_id = $1
    and position = any($2)
