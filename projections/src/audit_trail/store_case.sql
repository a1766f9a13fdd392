insert into audit_trail_case (case_id, version, state)
select *
from unnest($1::uuid[], $2::integer[], $3::jsonb[])
on conflict (case_id) do update set
    version = excluded.version,
    state = excluded.state
