select counted.tasks as "tasks!"
from unnest($3::text[], $4::bigint[]) with ordinality as asked (tab, before, number)
cross join lateral (
    select count(*) as tasks
    from (
        select
        from procedure_check_task as task
        where
            task.office = $1
            and task.tab = asked.tab
            and task.since <= $2
            and (task.until is null or task.until > $2)
            and task.place < asked.before
            and task.case_id not in (select unnest($6::uuid[]))
        limit $5
    ) as bounded
) as counted
order by asked.number
