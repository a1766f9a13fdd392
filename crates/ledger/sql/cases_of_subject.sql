select distinct e.stream_id
from vault.part p
inner join log.event e
    on e.log_id = p.log_id
    and e.event_id = p.event_id
where p.log_id = $1
    and p.subject = $2
    and e.stream_kind = 'case'
order by e.stream_id
limit $3
