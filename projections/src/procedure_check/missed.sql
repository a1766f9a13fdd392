-- What was broken or ran out between two moments, over all cases: what escalation reads.
select
    case_id,
    version,
    known_at,
    obligation,
    to_phase,
    to_due_on,
    cause
from procedure_check_change
where known_at > $1
    and known_at <= $2
    and to_verdict = 'violated'
    and from_verdict is distinct from 'violated'
order by known_at, case_id, obligation
limit $3
