insert into statistics_case (case_id, state)
select
    stood.case_id,
    stood.state
from unnest($1::uuid[], $2::text[]) as stood (case_id, state)
on conflict (case_id) do update set state = excluded.state
