insert into register_organ (organ_id, version, name, state)
select *
from unnest($1::uuid[], $2::integer[], $3::text[], $4::jsonb[])
on conflict (organ_id) do update set
    version = excluded.version,
    name = excluded.name,
    state = excluded.state
