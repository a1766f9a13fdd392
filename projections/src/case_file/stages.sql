select
    designation,
    machine,
    stage,
    count(*) as "cases!"
from case_file
group by designation, machine, stage
order by designation, machine, stage
