insert into boards_honour
select *
from json_populate_recordset(null::boards_honour, $1::text::json)
