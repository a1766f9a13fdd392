update access.session
set last_seen_at = clock_timestamp()
where token_sha256 = $1
