select
    found.case_id as "case_id!",
    found.version as "version!",
    found.event_id as "event_id!",
    found.kind as "kind!",
    found.occurred,
    found.field as "field!",
    found.text as "text!",
    found.of_case as "of_case!"
from (
    select
        p.case_id,
        p.version,
        p.ordinal,
        p.event_id,
        p.kind,
        p.occurred,
        p.field,
        p.text,
        count(*) over (partition by p.case_id) as of_case,
        row_number() over (partition by p.case_id order by p.version, p.ordinal) as place
    from search_passage as p
    where
        p.case_id = any($1::uuid[])
        and exists (
            select from unnest($2::text[]) as word (needle)
            where position(word.needle in p.plain) > 0
        )
        and ($3::text is null or p.kind = $3)
        and ($4::date is null or p.occurred_until >= $4)
        and ($5::date is null or p.occurred_from <= $5)
) as found
where found.place <= $6::bigint
order by found.case_id, found.version, found.ordinal
