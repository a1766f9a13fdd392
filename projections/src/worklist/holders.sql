select
    task.person as "person!",
    count(*) as "tasks!"
from procedure_check_task as task
where
    task.person = any($1::uuid[])
    and task.tab = any($2::text[])
    and task.since <= $3
    and (task.until is null or task.until > $3)
    and task.case_id not in (select unnest($4::uuid[]))
group by task.person
order by task.person
limit $5
