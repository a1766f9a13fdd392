insert into projector.checkpoint as live (name, version, stage, position)
values ($1, $2, 'live', $3)
on conflict (name, version, stage) do update
set position = excluded.position,
    fence = live.fence + 1,
    owner = null,
    lease_until = '-infinity',
    state = 'running',
    stopped_at_position = null,
    reason = null
