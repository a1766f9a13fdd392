select *
from boards_period
where
    subject = any($1)
    and case_id not in (select unnest($2::uuid[]))
order by from_day nulls last, case_id, no
