select
    key_id,
    subject
from vault.subject_key
where log_id = $1
    and destroyed_at is not null
    and key_id > $2
order by key_id
limit $3
