select *
from boards_responsibility_gap
where case_id = $1
order by no
