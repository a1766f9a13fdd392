insert into boards_responsibility
select *
from json_populate_recordset(null::boards_responsibility, $1::text::json)
