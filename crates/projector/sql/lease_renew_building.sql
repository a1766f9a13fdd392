-- Who builds new tables is still there, and has come so far.
update projector.checkpoint
set lease_until = clock_timestamp() + make_interval(secs => $5),
    done = $6,
    total = $7
where name = $1
    and version = $2
    and stage = $3
    and fence = $4
