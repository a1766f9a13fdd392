with gone as (
    select
        part.event_id,
        part.part_no
    from vault.part
    where part.erased_at > $1
    union
    select
        part.event_id,
        part.part_no
    from vault.subject_key as key
    inner join vault.part
        on part.log_id = key.log_id and part.subject = key.subject and part.key_id = key.key_id
    where key.destroyed_at > $1
)

delete from search_name
using gone
where
    search_name.part_event = gone.event_id
    and search_name.part_no = gone.part_no
