select *
from boards_relation
where
    case_id = any($1)
    or other = any($1)
order by case_id, other, event_id
