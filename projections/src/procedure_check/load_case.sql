select
    case_id,
    version,
    judged_at,
    bench
from procedure_check_case
where case_id = any($1)
