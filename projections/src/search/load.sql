select
    case_id,
    last_recorded_at,
    state
from search_case
where case_id = any($1)
