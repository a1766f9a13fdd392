select person
from procedure_check_task
where person is not null
group by person
order by count(*) desc
limit 10
