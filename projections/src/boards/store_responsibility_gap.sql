insert into boards_responsibility_gap
select *
from json_populate_recordset(null::boards_responsibility_gap, $1::text::json)
