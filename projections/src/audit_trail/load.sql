select
    case_id,
    state
from audit_trail_case
where case_id = any($1)
