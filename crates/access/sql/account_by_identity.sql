select
    a.account_id,
    a.login,
    a.person_id,
    a.must_change,
    a.created_at,
    a.disabled_at
from access.identity as i
inner join access.account as a on a.account_id = i.account_id
where i.issuer = $1
    and i.subject = $2
