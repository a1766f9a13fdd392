select
    key_id,
    subject,
    epoch,
    wrapped
from vault.subject_key
where wrapped is not null
