update projector.checkpoint
set position = 0,
    state = 'running',
    stopped_at_position = null,
    reason = null,
    done = 0,
    total = 0
where name = $1
    and version = $2
    and stage = $3
    and fence = $4
