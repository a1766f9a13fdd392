select file_id
from vault.file
where log_id = $1
    and stored_at is null
    and touched_at < clock_timestamp() - make_interval(hours => $2)
order by touched_at
limit $3
