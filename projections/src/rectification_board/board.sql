select
    item.case_id,
    item.item,
    board.case_no,
    coalesce(item.due_day, '9999-01-01'::date) as "due!"
from boards_item as item
inner join boards_case as board on board.case_id = item.case_id
where
    (item.ordered_day is null or item.ordered_day <= $1)
    and item.case_id not in (select unnest($2::uuid[]))
    and case $3::text
        when 'accepted' then item.accepted
        when 'overdue' then not item.accepted and item.due_day < $1
        when 'pressed' then not item.accepted and (item.letters > 0 or item.ladder > 0)
        else not item.accepted
    end
    and ($4::date is null or (coalesce(item.due_day, '9999-01-01'::date), item.item) > ($4::date, $5::uuid))
order by 4, 2
limit $6
