delete from vault.file
where log_id = $1
    and file_id = $2
    and stored_at is null
returning objects
