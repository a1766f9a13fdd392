select
    a.account_id,
    a.login,
    a.person_id,
    a.must_change,
    a.created_at,
    a.disabled_at,
    s.ends_at,
    s.last_seen_at < clock_timestamp() - make_interval(secs => $3) as "is_stale!"
from access.session as s
inner join access.account as a on a.account_id = s.account_id
where s.token_sha256 = $1
    and s.ends_at > clock_timestamp()
    and s.last_seen_at > clock_timestamp() - make_interval(secs => $2)
    and a.disabled_at is null
