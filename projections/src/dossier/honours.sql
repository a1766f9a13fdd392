select *
from boards_honour
where subject = any($1)
order by year nulls last, case_id, event_id
