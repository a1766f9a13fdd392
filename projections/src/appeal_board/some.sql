select *
from boards_appeal
where
    case_id = any($1)
    and appeal = any($2)
order by case_id, place, appeal
