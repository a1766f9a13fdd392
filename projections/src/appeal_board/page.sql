select *
from boards_appeal
where
    case_id = $1
    and ($2::integer is null or (place, appeal) > ($2, $3::uuid))
order by place, appeal
limit $4
