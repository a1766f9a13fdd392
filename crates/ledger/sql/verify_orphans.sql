select p.event_id
from vault.part p
left join vault.subject_key k
    on k.log_id = p.log_id
    and k.key_id = p.key_id
    and k.subject = p.subject
where p.log_id = $1
    and (
        k.key_id is null
        or not exists (
            select
            from log.event e
            where e.log_id = p.log_id
                and e.event_id = p.event_id
        )
    )
limit $2
