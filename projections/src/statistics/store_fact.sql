insert into statistics_fact
select *
from json_populate_recordset(null::statistics_fact, $1::text::json)
on conflict (case_id, kind, subject, known_from) do update set
    known_until = excluded.known_until,
    organ_id = excluded.organ_id,
    on_day = excluded.on_day,
    until_day = excluded.until_day,
    until_known = excluded.until_known,
    days = excluded.days,
    dims = excluded.dims
