update access.account
set disabled_at = null
where login = $1
    and disabled_at is not null
