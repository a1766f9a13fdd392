delete from search_case
where case_id = any($1)
