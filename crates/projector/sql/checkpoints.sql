select
    name,
    version,
    stage,
    position,
    owner,
    lease_until >= clock_timestamp() as "is_held!",
    stopped_at_position,
    reason,
    done,
    total
from projector.checkpoint
