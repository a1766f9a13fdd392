select
    task.case_id,
    task.task,
    task.since,
    task.person,
    task.office,
    task.obligation,
    task.event_id,
    task.trigger_id,
    task.release,
    task.rule,
    task.severity,
    task.standing,
    task.instance,
    task.acts,
    task.due_on,
    task.due_at,
    task.place,
    task.provisional,
    task.remembered,
    task.turned,
    judged.matter
from procedure_check_task as task
inner join procedure_check_case as judged on judged.case_id = task.case_id
where
    task.person = $1
    and task.tab = $2
    and task.since <= $3
    and (task.until is null or task.until > $3)
    and task.place < $4
    and task.case_id not in (select unnest($9::uuid[]))
    and (not $10::boolean or task.office is null)
    and (task.place, task.case_id, task.task) > ($5::bigint, $6::uuid, $7::text)
order by task.place, task.case_id, task.task
limit $8
