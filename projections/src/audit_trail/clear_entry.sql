delete from audit_trail
where case_id = any($1)
