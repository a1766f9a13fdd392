-- The acts that were judged: judging needs them again and keeps no second copy of them.
select
    event.stream_id as case_id,
    event.stream_version as version,
    event.recorded_at,
    event.content
from log.event as event
inner join procedure_check_case as judged on judged.case_id = event.stream_id
where event.log_id in (select gate.log_id from log.gate as gate)
    and event.stream_id = any($1)
    and event.stream_kind = 'case'
    and event.stream_version <= judged.version
order by event.stream_id, event.stream_version
