with duty as (
    select
        case_id,
        organ_id,
        bool_or(verdict = 'violated') as overdue,
        min(due_on) as due_on
    from procedure_check_obligation
    where
        since <= $1
        and (until is null or until > $1)
        and severity <> $2
        and (verdict = 'pending' or (verdict = 'violated' and phase = 'open' and due_at is not null))
        and ($8::text is null or (rule = $8 and release = $9 and (verdict = 'violated' or due_at <= $10)))
    group by case_id, organ_id
)

select
    judged.case_id,
    judged.matter,
    duty.organ_id as "organ?",
    coalesce(duty.overdue, false) as "overdue!",
    duty.due_on,
    coalesce(judged.began_on, '9999-01-01'::date) as "began!"
from procedure_check_case as judged
left join duty on duty.case_id = judged.case_id
where
    judged.case_id not in (select unnest($3::uuid[]))
    and ($4::text is null or judged.machine = $4)
    and ($5::text is null or judged.stage = $5)
    and (not $6::boolean or duty.organ_id is not distinct from $7::uuid)
    and ($8::text is null or duty.case_id is not null)
    and (not $11::boolean or duty.overdue)
    and (
        $12::date is null
        or (
            coalesce(judged.began_on, '9999-01-01'::date),
            judged.case_id,
            coalesce(duty.organ_id, '00000000-0000-0000-0000-000000000000'::uuid)
        ) > ($12::date, $13::uuid, $14::uuid)
    )
order by 6, 1, coalesce(duty.organ_id, '00000000-0000-0000-0000-000000000000'::uuid)
limit $15
