-- Rows and checkpoint are one transaction: what a crash of the server takes back it takes back of both, and they are folded again
-- from the log, which waits for the disk as ever. So a batch need not.
update projector.checkpoint
set position = $6,
    lease_until = clock_timestamp() + make_interval(secs => $7),
    state = 'running',
    stopped_at_position = null,
    reason = null
from (select set_config('synchronous_commit', 'off', true)) as unhurried
where name = $1
    and version = $2
    and stage = $3
    and fence = $4
    and position = $5
