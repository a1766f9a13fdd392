insert into search_case (
    case_id, version, designation, machine, stage, closed, case_no, organ_id, year, last_recorded_at,
    respondents, objects, words, state
)
select
    given.case_id,
    given.version,
    given.designation,
    given.machine,
    given.stage,
    given.closed,
    given.case_no,
    given.organ_id,
    given.year,
    given.last_recorded_at,
    given.respondents::uuid[],
    given.objects::uuid[],
    array_to_tsvector(given.words::text[]),
    given.state
from unnest(
    $1::uuid[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::text[], $8::uuid[],
    $9::smallint[], $10::timestamptz[], $11::text[], $12::text[], $13::text[], $14::text[]
) as given (
    case_id, version, designation, machine, stage, closed, case_no, organ_id, year, last_recorded_at,
    respondents, objects, words, state
)
on conflict (case_id) do update set
    version = excluded.version,
    designation = excluded.designation,
    machine = excluded.machine,
    stage = excluded.stage,
    closed = excluded.closed,
    case_no = excluded.case_no,
    organ_id = excluded.organ_id,
    year = excluded.year,
    last_recorded_at = excluded.last_recorded_at,
    respondents = excluded.respondents,
    objects = excluded.objects,
    words = excluded.words,
    state = excluded.state
