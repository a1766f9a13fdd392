select
    account_id,
    login,
    person_id,
    must_change,
    created_at,
    disabled_at
from access.account
where login > $1
order by login
limit $2
