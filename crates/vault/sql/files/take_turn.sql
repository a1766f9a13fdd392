update vault.file
set turn = $4,
    touched_at = clock_timestamp()
where log_id = $1
    and file_id = $2
    and received = $3
    and stored_at is null
