select
    version,
    entry
from audit_trail
where
    case_id = $1
    and version > $2
order by version
limit $3
