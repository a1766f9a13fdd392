select
    name,
    version,
    position,
    reason,
    skipped_by,
    skipped_at
from projector.skipped
order by
    name,
    version,
    position desc
limit $1
