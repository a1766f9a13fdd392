update search_case
set words = array_to_tsvector($2::text[])
where case_id = $1
