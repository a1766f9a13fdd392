-- Cases that were judged ahead by another bench, or not as far as the moment asked for.
select case_id
from procedure_check_case
where ahead_bench <> $1
    or ahead_until <= $2
order by case_id
limit $3
