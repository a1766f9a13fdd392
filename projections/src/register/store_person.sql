insert into register_person (person_id, version, state)
select *
from unnest($1::uuid[], $2::integer[], $3::jsonb[])
on conflict (person_id) do update set
    version = excluded.version,
    state = excluded.state
