select *
from boards_action
where subject = any($1)
order by taken_day nulls last, case_id, event_id
