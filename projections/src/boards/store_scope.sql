insert into boards_scope
select *
from json_populate_recordset(null::boards_scope, $1::text::json)
