insert into search_number
select *
from json_populate_recordset(null::search_number, $1::text::json)
