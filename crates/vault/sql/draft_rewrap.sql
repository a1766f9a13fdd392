update vault.draft
set wrapped = $6,
    epoch = $5
where log_id = $1
    and author = $2
    and form_key = $3
    and wrapped = $4
