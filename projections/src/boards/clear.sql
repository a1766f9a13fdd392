delete from boards_case
where case_id = any($1)
