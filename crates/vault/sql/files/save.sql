update vault.file
set received = $4,
    objects = $5,
    progress = $6,
    digest = $7,
    stored_at = case when $7::bytea is not null then clock_timestamp() end,
    touched_at = clock_timestamp()
where log_id = $1
    and file_id = $2
    and turn = $3
    and stored_at is null
