insert into search_passage
select *
from json_populate_recordset(null::search_passage, $1::text::json)
