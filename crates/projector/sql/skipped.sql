select position
from projector.skipped
where name = $1
    and version = $2
