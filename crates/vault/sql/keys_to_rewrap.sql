select
    key_id,
    subject,
    epoch,
    wrapped as "wrapped!"
from vault.subject_key
where log_id = $1
    and wrapped is not null
    and key_id > $2
    and vault.master_of(wrapped) <> $3
order by key_id
limit $4
