select objects
from search_case
where case_id = $1
