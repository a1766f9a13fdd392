select distinct on (subject)
    subject,
    key_id,
    epoch,
    wrapped as "wrapped!"
from vault.subject_key
where log_id = $1
    and subject = any ($2)
    and destroyed_at is null
order by subject, created_at desc, key_id
