select *
from boards_relation
where
    (case_id = any($1) or other = any($1))
    and case_id <> all($2::uuid[])
    and other <> all($2::uuid[])
order by case_id, other, event_id
