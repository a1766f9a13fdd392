insert into case_file (
    case_id, version, designation, machine, stage, case_no, opened_on, numbers, last_recorded_at, state
)
select
    given.case_id,
    given.version,
    given.designation,
    given.machine,
    given.stage,
    given.case_no,
    given.opened_on,
    given.numbers,
    given.last_recorded_at,
    given.state::jsonb
from unnest(
    $1::uuid[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::timestamptz[], $10::text[]
) as given (
    case_id, version, designation, machine, stage, case_no, opened_on, numbers, last_recorded_at, state
)
on conflict (case_id) do update set
    version = excluded.version,
    designation = excluded.designation,
    machine = excluded.machine,
    stage = excluded.stage,
    case_no = excluded.case_no,
    opened_on = excluded.opened_on,
    numbers = excluded.numbers,
    last_recorded_at = excluded.last_recorded_at,
    state = excluded.state
