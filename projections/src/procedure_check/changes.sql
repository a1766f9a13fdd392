select
    version,
    known_at,
    obligation,
    from_verdict,
    from_phase,
    from_due_on,
    to_verdict,
    to_phase,
    to_due_on,
    to_due_at,
    cause,
    cause_event,
    cause_position
from procedure_check_change
where case_id = $1
    and known_at <= $2
    and ($3::text is null or obligation = $3)
order by version, known_at, obligation
