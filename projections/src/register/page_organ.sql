select
    organ_id,
    state
from register_organ
where
    ($1::uuid is null or organ_id > $1)
    and ($3::text is null or name ilike '%' || $3 || '%')
order by organ_id
limit $2
