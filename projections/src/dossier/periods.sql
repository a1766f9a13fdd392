select *
from boards_period
where subject = any($1)
order by from_day nulls last, case_id, no
