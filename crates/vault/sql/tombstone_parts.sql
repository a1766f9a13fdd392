select
    event_id,
    part_no
from vault.part
where log_id = $1
    and erased_at is not null
    and (event_id, part_no) > ($2, $3)
order by event_id, part_no
limit $4
