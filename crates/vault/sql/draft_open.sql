select
    form,
    case_id,
    passed_by,
    saved_at,
    key_id,
    epoch,
    wrapped,
    ciphertext
from vault.draft
where log_id = $1
    and author = $2
    and form_key = $3
