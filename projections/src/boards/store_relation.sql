insert into boards_relation
select *
from json_populate_recordset(null::boards_relation, $1::text::json)
