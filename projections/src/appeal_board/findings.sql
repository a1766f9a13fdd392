select
    case_id,
    obligation,
    release,
    rule,
    instance,
    verdict,
    phase,
    due_on,
    late_days,
    provisional,
    remembered,
    cites,
    waits_for
from procedure_check_obligation
where
    case_id = any($1)
    and since <= $2
    and (until is null or until > $2)
    and (instance ->> 'appeal' = any($3) or cites ?| $4)
order by case_id, coalesce(due_on, '9999-01-01'::date), obligation
