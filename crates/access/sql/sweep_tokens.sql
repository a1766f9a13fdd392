delete from access.api_token
where least(ends_at, revoked_at) < clock_timestamp() - make_interval(days => $1)
