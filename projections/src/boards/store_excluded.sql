insert into boards_excluded
select *
from json_populate_recordset(null::boards_excluded, $1::text::json)
