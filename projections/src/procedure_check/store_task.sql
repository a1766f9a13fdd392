insert into procedure_check_task
select *
from json_populate_recordset(null::procedure_check_task, $1::text::json)
