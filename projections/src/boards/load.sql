select
    case_id,
    state::text as "state!"
from boards_case
where case_id = any($1)
