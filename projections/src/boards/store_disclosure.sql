insert into boards_disclosure
select *
from json_populate_recordset(null::boards_disclosure, $1::text::json)
