-- Only as it was read: a draft that its author saved meanwhile has another key.
update vault.draft as passed
set author = $4,
    passed_by = $2,
    epoch = $6,
    wrapped = $7
where passed.log_id = $1
    and passed.author = $2
    and passed.form_key = $3
    and passed.key_id = $5
    and not exists (
        select
        from vault.draft as own
        where own.log_id = $1
            and own.author = $4
            and own.form_key = $3
    )
