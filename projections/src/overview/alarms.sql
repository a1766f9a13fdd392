select
    release,
    rule,
    severity,
    count(*) filter (where verdict = 'violated') as "overdue!",
    count(*) filter (where verdict = 'pending') as "soon!",
    count(distinct (case_id, organ_id)) as "cases!",
    min(due_on) as first_due
from procedure_check_obligation
where
    since <= $1
    and (until is null or until > $1)
    and severity <> $2
    and (
        (verdict = 'violated' and phase = 'open' and due_at is not null)
        or (verdict = 'pending' and due_at <= $3)
    )
    and case_id not in (select unnest($4::uuid[]))
group by release, rule, severity
order by 4 desc, 5 desc, release, rule
limit $5
