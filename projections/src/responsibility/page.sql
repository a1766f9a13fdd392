select *
from boards_responsibility
where
    case_id = $1
    and respondent in (
        select distinct respondent
        from boards_responsibility
        where
            case_id = $1
            and ($2::uuid is null or respondent > $2)
        order by respondent
        limit $3
    )
order by respondent, track, no
