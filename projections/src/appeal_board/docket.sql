select
    appeal.case_id,
    appeal.appeal,
    coalesce(appeal.received_on, appeal.filed_on, '-') as "came!",
    board.case_no
from boards_appeal as appeal
inner join boards_case as board on board.case_id = appeal.case_id
where appeal.state = any($1)
    and ($2::text is null or appeal.route = $2)
    and appeal.case_id not in (select unnest($3::uuid[]))
    and (
        $4::text is null
        or (coalesce(appeal.received_on, appeal.filed_on, '-'), appeal.appeal) < ($4::text, $5::uuid)
    )
order by coalesce(appeal.received_on, appeal.filed_on, '-') desc, appeal.appeal desc
limit $6
