delete from procedure_check_obligation
where case_id = any($1)
