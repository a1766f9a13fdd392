select position
from projector.checkpoint
where name = $1
    and version = $2
    and stage = 'live'
for update
