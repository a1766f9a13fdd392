select
    author,
    form_key,
    key_id,
    epoch,
    wrapped
from vault.draft
where log_id = $1
    and (author, form_key) > ($2, $3)
    and vault.master_of(wrapped) <> $4
order by author, form_key
limit $5
