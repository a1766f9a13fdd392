delete from case_file
where case_id = any($1)
