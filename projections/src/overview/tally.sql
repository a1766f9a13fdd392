select
    case_id,
    count(*) filter (where verdict in ('satisfied', 'discharged', 'holding', 'waived')) as "kept!",
    count(*) filter (
        where verdict = 'violated' and coalesce(phase, 'open') not in ('cured', 'repaired') and severity <> $3
    ) as "broken!",
    count(*) filter (where verdict = 'undetermined') as "unclear!",
    count(*) filter (where verdict = 'pending') as "pending!"
from procedure_check_obligation
where
    case_id = any($1)
    and since <= $2
    and (until is null or until > $2)
group by case_id
