with duty as (
    select
        case_id,
        organ_id,
        bool_or(verdict = 'violated') as overdue
    from procedure_check_obligation
    where
        since <= $1
        and (until is null or until > $1)
        and severity <> $2
        and (verdict = 'pending' or (verdict = 'violated' and phase = 'open' and due_at is not null))
    group by case_id, organ_id
)

select
    judged.machine as "machine!",
    judged.stage as "stage!",
    duty.organ_id as "organ?",
    count(*) as "cases!",
    min(judged.began_on) as oldest,
    count(*) filter (where duty.overdue) as "overdue!"
from procedure_check_case as judged
left join duty on duty.case_id = judged.case_id
where judged.case_id not in (select unnest($3::uuid[]))
group by 1, 2, 3
order by 1, 2, 3
limit $4
