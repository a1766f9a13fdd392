select
    state,
    count(*) as "appeals!"
from boards_appeal
where case_id <> all($1::uuid[])
group by state
order by state
