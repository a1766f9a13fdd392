select
    count(*) filter (where not accepted) as "open!",
    count(*) filter (where not accepted and due_day < $1) as "overdue!",
    count(*) filter (where not accepted and (letters > 0 or ladder > 0)) as "pressed!",
    count(*) filter (where accepted) as "accepted!"
from boards_item
where
    (ordered_day is null or ordered_day <= $1)
    and case_id not in (select unnest($2::uuid[]))
