insert into search_name
select *
from json_populate_recordset(null::search_name, $1::text::json)
