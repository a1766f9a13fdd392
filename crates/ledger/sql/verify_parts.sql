select
    event_id,
    part_no
from vault.part
where log_id = $1
    and event_id = any ($2)
