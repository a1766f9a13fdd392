select *
from boards_step
where
    case_id = any($1)
    and item = any($2)
order by item, place
