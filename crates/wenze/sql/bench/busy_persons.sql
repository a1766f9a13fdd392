select person_id
from procedure_check_task
where person_id is not null
group by person_id
order by count(*) desc
limit 10
