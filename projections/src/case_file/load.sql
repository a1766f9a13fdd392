select
    case_id,
    last_recorded_at,
    state::text as "state!"
from case_file
where case_id = any($1)
