select
    case_id,
    tsvector_to_array(words) as "lexemes!"
from search_case
where case_id = any($1)
