select
    key_id,
    epoch,
    wrapped
from vault.subject_key
where log_id = $1
    and key_id = any($2)
