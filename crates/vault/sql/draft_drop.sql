delete from vault.draft
where log_id = $1
    and author = $2
    and form_key = $3
