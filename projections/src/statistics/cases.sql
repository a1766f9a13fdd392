select
    counted.case_id as "case_id!",
    filed.dims ->> 'case_no' as case_no,
    counted.kind as "kind!",
    counted.subject as "subject!",
    counted.organ_id,
    counted.on_day,
    counted.until_day,
    counted.measure,
    counted.dims as "dims!"
from statistics_counted($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) as counted
left join statistics_fact as filed
    on filed.case_id = counted.case_id
    and filed.kind = 'filed'
    and filed.known_from <= coalesce($7, 'infinity')
    and (filed.known_until is null or filed.known_until > $7)
where (not $13 or counted.cell_one is not distinct from $14)
    and (not $15 or counted.cell_two is not distinct from $16)
    and (
        $17::date is null
        or (coalesce(counted.on_day, $22), counted.case_id, counted.kind, counted.subject)
        > ($17, $18::uuid, $19::text, $20::text)
    )
order by coalesce(counted.on_day, $22), counted.case_id, counted.kind, counted.subject
limit $21
