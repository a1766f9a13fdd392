select
    position,
    state = 'stopped' as "is_stopped!"
from projector.checkpoint
where name = $1
    and version = $2
    and stage = 'live'
