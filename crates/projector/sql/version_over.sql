select position
from projector.checkpoint
where name = $1
    and version = $2
    and stage = 'live'
    and lease_until < clock_timestamp()
    and greatest(used_at, nullif(lease_until, '-infinity')) < clock_timestamp() - make_interval(secs => $3)
for update
