update projector.checkpoint
set owner = null,
    used_at = clock_timestamp(),
    lease_until = '-infinity'
where name = $1
    and version = $2
    and stage = $3
    and fence = $4
