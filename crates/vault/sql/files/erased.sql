select
    f.file_id,
    f.objects
from vault.file f
join vault.subject_key k
    on k.log_id = f.log_id
    and k.key_id = f.key_id
where f.log_id = $1
    and f.file_id > $2
    and f.stored_at is not null
    and f.cleared_at is null
    and k.destroyed_at is not null
order by f.file_id
limit $3
