delete from search_number
where case_id = any($1)
