update vault.file
set cleared_at = clock_timestamp()
where log_id = $1
    and file_id = $2
    and cleared_at is null
