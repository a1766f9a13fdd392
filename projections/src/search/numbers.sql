select
    case_id,
    number
from search_number
where
    grams @> $1::text[]
    and position($2 in plain) > 0
    and case_id not in (select unnest($3::uuid[]))
order by case_id
limit $4
