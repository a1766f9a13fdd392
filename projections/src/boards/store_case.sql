insert into boards_case (case_id, version, designation, machine, stage, case_no, remands, transferred_to, state)
select
    given.case_id,
    given.version,
    given.designation,
    given.machine,
    given.stage,
    given.case_no,
    given.remands,
    given.transferred_to,
    given.state
from unnest(
    $1::uuid[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $7::smallint[], $8::uuid[], $9::text[]
) as given (case_id, version, designation, machine, stage, case_no, remands, transferred_to, state)
on conflict (case_id) do update set
    version = excluded.version,
    designation = excluded.designation,
    machine = excluded.machine,
    stage = excluded.stage,
    case_no = excluded.case_no,
    remands = excluded.remands,
    transferred_to = excluded.transferred_to,
    state = excluded.state
