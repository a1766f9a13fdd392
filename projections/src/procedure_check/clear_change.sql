delete from procedure_check_change
where case_id = any($1)
