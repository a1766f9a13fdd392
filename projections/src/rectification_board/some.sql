select
    item,
    place,
    state,
    problem,
    kind,
    source,
    determinations,
    unit,
    person,
    supervisor,
    ordered_on,
    due_on,
    letters,
    step,
    ladder,
    honours,
    votes,
    rejections,
    accepted,
    accepted_on,
    event_id,
    (due_day < $2 and not (accepted and coalesce(accepted_day, '-infinity') <= $2)) is true as "overdue!",
    case
        when due_day < $2 and not (accepted and coalesce(accepted_day, '-infinity') <= $2) then $2 - due_day
        else 0
    end as "days_over!"
from boards_item
where
    case_id = any($1)
    and item = any($3)
order by due_day, item
