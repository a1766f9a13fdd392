update projector.checkpoint
set fence = fence + 1,
    owner = $4,
    used_at = clock_timestamp(),
    lease_until = clock_timestamp() + make_interval(secs => $5)
where name = $1
    and version = $2
    and stage = $3
    and lease_until < clock_timestamp()
    and (state = 'running' or $6)
returning position, fence
