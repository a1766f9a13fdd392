update projector.checkpoint as now
set position = case stage when 'live' then $3 else position end,
    fence = fence + 1,
    owner = null,
    lease_until = '-infinity',
    state = 'running',
    stopped_at_position = null,
    reason = null
from (
    select stage as stopped_stage, reason as stopped_reason
    from projector.checkpoint
    where name = $1
        and version = $2
        and stopped_at_position = $3
    for update
) as before
where now.name = $1
    and now.version = $2
    and now.stage = before.stopped_stage
returning before.stopped_reason as "reason!"
