delete from statistics_case
where case_id = any($1)
