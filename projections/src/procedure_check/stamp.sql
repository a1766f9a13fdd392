select
    version,
    judged_at,
    stamp
from procedure_check_case
where case_id = $1
