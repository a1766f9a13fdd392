insert into boards_appeal
select *
from json_populate_recordset(null::boards_appeal, $1::text::json)
