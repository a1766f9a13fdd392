insert into access.session (token_sha256, account_id, ends_at)
values ($1, $2, clock_timestamp() + make_interval(secs => $3))
returning ends_at
