insert into boards_period
select *
from json_populate_recordset(null::boards_period, $1::text::json)
