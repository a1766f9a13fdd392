select version
from procedure_check_case
where case_id = $1
for update
