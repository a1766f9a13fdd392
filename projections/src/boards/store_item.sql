insert into boards_item
select *
from json_populate_recordset(null::boards_item, $1::text::json)
