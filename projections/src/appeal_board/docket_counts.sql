select
    state,
    count(*) as "appeals!"
from boards_appeal
where case_id not in (select unnest($1::uuid[]))
group by state
order by state
