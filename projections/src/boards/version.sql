select version
from boards_case
where case_id = $1
