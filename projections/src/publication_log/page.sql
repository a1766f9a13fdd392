select *
from boards_publication
where
    case_id = $1
    and ($2::integer is null or (place, event_id) > ($2, $3::uuid))
order by place, event_id
limit $4
