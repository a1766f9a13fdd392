select
    designation,
    machine,
    stage,
    count(*) as "cases!"
from case_file
where case_id not in (select unnest($1::uuid[]))
group by designation, machine, stage
order by designation, machine, stage
