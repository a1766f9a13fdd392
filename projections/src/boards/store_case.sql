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
    given.state::jsonb
from unnest(
    $1::uuid[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $7::smallint[], $8::uuid[], $9::text[]
) as given (case_id, version, designation, machine, stage, case_no, remands, transferred_to, state)
