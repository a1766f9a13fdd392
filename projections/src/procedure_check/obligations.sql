select
    case_id,
    obligation,
    since,
    as_of,
    release,
    calendar,
    rule,
    severity,
    instance,
    trigger_id,
    organ_id,
    verdict,
    phase,
    due_on,
    due_at,
    late_days,
    provisional,
    remembered,
    cites,
    flags,
    steps,
    waits_for
from procedure_check_obligation
where case_id = $1
    and since <= $2
    and (until is null or until > $2)
order by obligation
