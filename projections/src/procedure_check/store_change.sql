insert into procedure_check_change (
    case_id, version, known_at, obligation, from_verdict, from_phase, from_due_on, to_verdict, to_phase, to_due_on,
    to_due_at, cause, cause_event, cause_position
)
select
    given.case_id,
    given.version,
    given.known_at,
    given.obligation,
    given.from_verdict,
    given.from_phase,
    given.from_due_on,
    given.to_verdict,
    given.to_phase,
    given.to_due_on,
    given.to_due_at,
    given.cause,
    given.cause_event,
    given.cause_position
from unnest(
    $1::uuid[], $2::integer[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::date[], $8::text[], $9::text[],
    $10::date[], $11::timestamptz[], $12::text[], $13::uuid[], $14::bigint[]
) as given (
    case_id, version, known_at, obligation, from_verdict, from_phase, from_due_on, to_verdict, to_phase, to_due_on,
    to_due_at, cause, cause_event, cause_position
)
