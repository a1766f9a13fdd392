select person
from boards_excluded
group by person
order by count(*) desc
limit 10
