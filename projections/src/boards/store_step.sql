insert into boards_step
select *
from json_populate_recordset(null::boards_step, $1::text::json)
