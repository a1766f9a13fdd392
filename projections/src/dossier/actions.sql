select *
from boards_action
where
    subject = any($1)
    and case_id not in (select unnest($2::uuid[]))
order by taken_day nulls last, case_id, event_id
