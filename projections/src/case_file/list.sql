select
    case_id,
    version,
    designation,
    machine,
    stage,
    case_no,
    opened_on,
    last_recorded_at,
    state -> 'respondents' as "respondents!",
    numbers,
    jsonb_path_query_array(
        case when state -> 'clues' = '{}'::jsonb then state -> 'reports' else state -> 'clues' end, '$.*.subjects[*]'
    ) as "subjects!"
from case_file
where
    ($1::text is null or numbers ilike '%' || $1 || '%')
    and ($2::text is null or designation = $2)
    and ($3::text is null or (machine = $3 and stage = $4))
    and ($5::timestamptz is null or (last_recorded_at, case_id) < ($5, $6))
    and case_id not in (select unnest($8::uuid[]))
order by last_recorded_at desc, case_id desc
limit $7
