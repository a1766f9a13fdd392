update access.account
set disabled_at = clock_timestamp()
where login = $1
    and disabled_at is null
