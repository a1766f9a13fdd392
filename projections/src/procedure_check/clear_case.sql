delete from procedure_check_case
where case_id = any($1)
