insert into boards_action
select *
from json_populate_recordset(null::boards_action, $1::text::json)
