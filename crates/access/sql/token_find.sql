select
    a.account_id,
    a.login,
    a.person_id,
    a.must_change,
    a.created_at,
    a.disabled_at,
    t.token_id,
    t.scope,
    coalesce(t.last_used_at < clock_timestamp() - make_interval(secs => $2), true) as "is_stale!"
from access.api_token as t
inner join access.account as a on a.account_id = t.account_id
where t.token_sha256 = $1
    and t.ends_at > clock_timestamp()
    and t.revoked_at is null
    and a.disabled_at is null
