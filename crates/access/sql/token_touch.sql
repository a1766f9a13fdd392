update access.api_token
set last_used_at = clock_timestamp()
where token_id = $1
