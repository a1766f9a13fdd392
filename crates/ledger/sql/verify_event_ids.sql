select
    min(position) as "position!",
    event_id
from log.event
where log_id = $1
group by event_id
having count(*) > 1
order by min(position)
limit $2
