select
    version,
    state
from case_file
where case_id = $1
