select
    f.file_id,
    f.case_id,
    f.subject,
    f.key_id,
    f.class,
    f.media_type,
    f.size,
    f.name,
    f.request_mac,
    f.uploaded_by,
    f.role,
    f.office_id,
    f.begun_at,
    f.received,
    f.objects,
    f.progress,
    f.digest,
    f.stored_at,
    k.epoch,
    k.wrapped
from vault.file f
join vault.subject_key k
    on k.log_id = f.log_id
    and k.key_id = f.key_id
where f.log_id = $1
    and f.case_id = $2
    and f.file_id > $3
    and f.stored_at is not null
order by f.file_id
limit $4
