select *
from boards_involved
where
    case_id in (
        select distinct case_id
        from boards_involved
        where
            subject = any($1)
            and ($2::uuid is null or case_id > $2)
            and case_id not in (select unnest($4::uuid[]))
        order by case_id
        limit $3
    )
    and subject = any($1)
order by case_id, capacity, object
