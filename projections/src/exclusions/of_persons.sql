select
    case_id,
    ground
from boards_excluded
where person = any($1)
