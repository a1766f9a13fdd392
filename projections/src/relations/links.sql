select *
from boards_relation
where
    (case_id = any($1) or other = any($1))
    and case_id not in (select unnest($2::uuid[]))
    and other not in (select unnest($2::uuid[]))
order by case_id, other, event_id
