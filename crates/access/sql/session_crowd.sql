delete from access.session
where token_sha256 in (
        select token_sha256
        from access.session
        where account_id = $1
        order by last_seen_at desc
        offset $2
    )
