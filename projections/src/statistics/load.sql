select
    stood.case_id,
    stood.state,
    coalesce(
        (
            select json_agg(to_jsonb(fact) - 'case_id')::text
            from statistics_fact as fact
            where fact.case_id = stood.case_id
        ),
        '[]'
    ) as "lines!"
from statistics_case as stood
where stood.case_id = any($1)
