select distinct p.subject
from unnest($2::uuid[], $3::smallint[]) as asked (event_id, part_no)
inner join vault.part p
    on p.log_id = $1
    and p.event_id = asked.event_id
    and p.part_no = asked.part_no
