select
    name,
    version,
    position,
    used_at,
    lease_until >= clock_timestamp() as "is_held!"
from projector.checkpoint
where stage = 'live'
    and to_regnamespace(format('read_%s_v%s', name, version)) is not null
order by
    name,
    version
