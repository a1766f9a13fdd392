select
    case_id,
    version,
    state
from case_file
where case_id = any($1)
