select
    case_id,
    state
from boards_case
where case_id = any($1)
