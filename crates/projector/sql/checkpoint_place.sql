update projector.checkpoint
set position = $5,
    state = 'running',
    stopped_at_position = null,
    reason = null
where name = $1
    and version = $2
    and stage = $3
    and fence = $4
