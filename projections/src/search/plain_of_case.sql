select plain
from search_passage
where case_id = $1
order by version, ordinal
