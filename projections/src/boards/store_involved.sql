insert into boards_involved
select *
from json_populate_recordset(null::boards_involved, $1::text::json)
