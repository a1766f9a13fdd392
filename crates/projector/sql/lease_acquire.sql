-- Who stores rows of a build holds this row `for key share`. An update alone would not wait for it; `for update` does.
with free as (
    select
        name,
        version,
        stage
    from projector.checkpoint
    where name = $1
        and version = $2
        and stage = $3
        and lease_until < clock_timestamp()
        and (state = 'running' or $6)
    for update
)

update projector.checkpoint as now
set fence = now.fence + 1,
    owner = $4,
    used_at = clock_timestamp(),
    lease_until = clock_timestamp() + make_interval(secs => $5)
from free
where now.name = free.name
    and now.version = free.version
    and now.stage = free.stage
returning now.position, now.fence
