select coalesce(e.command_id, r.command_id) as "command_id!"
from (
    select
        command_id,
        min(position) as first,
        max(position) as last,
        count(*) as events
    from log.event
    where log_id = $1
    group by command_id
) as e
full join (
    select command_id, first, last
    from log.command_result
    where log_id = $1
) as r
    on r.command_id = e.command_id
where (e.first, e.last, e.events) is distinct from (r.first, r.last, r.last - r.first + 1)
limit $2
