select
    token_id,
    name,
    scope,
    created_at,
    ends_at,
    last_used_at,
    revoked_at
from access.api_token
where account_id = $1
order by created_at desc, token_id
limit $2
