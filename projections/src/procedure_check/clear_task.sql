delete from procedure_check_task
where case_id = any($1)
