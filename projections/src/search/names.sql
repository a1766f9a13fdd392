select
    id,
    kind,
    name
from search_name
where
    grams @> $1::text[]
    and position($2 in plain) > 0
order by id
limit $3
