with sure as materialized (
    select case_id
    from search_case
    where words @@ $2::text::tsquery
),

hit as materialized (
    select
        c.case_id,
        c.designation,
        c.machine,
        c.stage,
        c.organ_id,
        c.year,
        c.last_recorded_at,
        c.case_id = any($3::uuid[]) as is_numbered
    from search_case as c
    where
        (c.words @@ $1::text::tsquery or c.case_id = any($3::uuid[]))
        and c.case_id not in (select unnest($4::uuid[]))
        and ($5::text is null or c.designation = $5)
        and ($6::text is null or c.machine = $6)
        and ($7::text is null or c.stage = $7)
        and ($8::boolean is null or c.closed = $8)
        and ($9::uuid is null or c.organ_id = $9)
        and ($10::uuid is null or $10 = any(c.respondents))
        and (
            not $16::boolean
            or c.case_id = any($3::uuid[])
            or c.case_id in (select sure.case_id from sure)
            or not exists (
                select
                from unnest($11::text[], $12::text[]) as word (needle, names)
                where
                    not c.objects && word.names::uuid[]
                    and not exists (
                        select
                        from search_passage as p
                        where
                            p.case_id = c.case_id
                            and position(word.needle in p.plain) > 0
                            and ($13::text is null or p.kind = $13)
                            and ($14::date is null or p.occurred_until >= $14)
                            and ($15::date is null or p.occurred_from <= $15)
                    )
            )
        )
),

page as (
    select
        hit.case_id,
        hit.is_numbered
    from hit
    order by hit.is_numbered desc, hit.last_recorded_at desc, hit.case_id desc
    limit $18::bigint offset $17::bigint
)

select
    (select count(*) from hit) as "count!",
    (
        select
            coalesce(json_agg(json_build_object(
                'case_id', c.case_id,
                'version', c.version,
                'designation', c.designation,
                'machine', c.machine,
                'stage', c.stage,
                'closed', c.closed,
                'case_no', c.case_no,
                'organ_id', c.organ_id,
                'year', c.year,
                'last_recorded_at', c.last_recorded_at,
                'is_numbered', page.is_numbered,
                'named', array(select o from unnest(c.objects) as o where o = any($19::uuid[]))
            )), '[]')
        from page
        inner join search_case as c on c.case_id = page.case_id
    ) as "cases!",
    (
        select coalesce(json_agg(f), '[]')
        from (
            select
                hit.designation,
                hit.machine,
                hit.stage,
                count(*) as cases
            from hit
            group by hit.designation, hit.machine, hit.stage
            order by cases desc, hit.designation, hit.machine, hit.stage
            limit $20::bigint
        ) as f
    ) as "stages!",
    (
        select coalesce(json_agg(f), '[]')
        from (
            select
                hit.organ_id as organ,
                count(*) as cases
            from hit
            where hit.organ_id is not null
            group by hit.organ_id
            order by cases desc, hit.organ_id
            limit $20::bigint
        ) as f
    ) as "organs!",
    (
        select coalesce(json_agg(f), '[]')
        from (
            select
                hit.year,
                count(*) as cases
            from hit
            where hit.year is not null
            group by hit.year
            order by hit.year desc
            limit $20::bigint
        ) as f
    ) as "years!"
