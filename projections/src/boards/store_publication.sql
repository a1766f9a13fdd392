insert into boards_publication
select *
from json_populate_recordset(null::boards_publication, $1::text::json)
