insert into access.api_token (token_id, account_id, token_sha256, name, scope, ends_at)
select $1, $2, $3, $4, $5, clock_timestamp() + make_interval(days => $6)
where (
        select count(*)
        from access.api_token
        where account_id = $2
            and revoked_at is null
            and ends_at > clock_timestamp()
    ) < $7
returning created_at, ends_at
