update access.api_token
set revoked_at = clock_timestamp()
where account_id = $1
    and token_id = $2
    and revoked_at is null
