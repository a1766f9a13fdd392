delete from search_passage
where case_id = any($1)
