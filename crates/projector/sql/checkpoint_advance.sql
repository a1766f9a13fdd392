update projector.checkpoint
set position = $6,
    lease_until = clock_timestamp() + make_interval(secs => $7),
    state = 'running',
    stopped_at_position = null,
    reason = null
where name = $1
    and version = $2
    and stage = $3
    and fence = $4
    and position = $5
