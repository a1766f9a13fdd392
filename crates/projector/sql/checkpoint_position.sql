select
    position,
    state = 'stopped' as "is_stopped!",
    lease_until >= clock_timestamp() as "is_held!"
from projector.checkpoint
where name = $1
    and version = $2
    and stage = 'live'
