insert into audit_trail_case (case_id, version, state)
select
    given.case_id,
    given.version,
    given.state
from unnest($1::uuid[], $2::integer[], $3::text[]) as given (case_id, version, state)
on conflict (case_id) do update set
    version = excluded.version,
    state = excluded.state
