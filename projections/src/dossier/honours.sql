select *
from boards_honour
where
    subject = any($1)
    and case_id not in (select unnest($2::uuid[]))
order by year nulls last, case_id, event_id
