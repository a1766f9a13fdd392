select true as "holds!"
from projector.checkpoint
where name = $1
    and version = $2
    and stage = $3
    and fence = $4
for key share
