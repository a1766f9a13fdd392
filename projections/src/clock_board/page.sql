select
    case_id,
    obligation,
    release,
    rule,
    severity,
    instance,
    trigger_id,
    organ_id,
    due_on,
    due_at,
    provisional,
    remembered,
    waits_for,
    case
        when verdict = 'violated' then 'overdue'
        when phase = 'clock_stopped' then 'stopped'
        when phase = 'due_unknown' then 'no_figure'
        when due_at <= $2 then 'due_soon'
        else 'running'
    end as "state!"
from procedure_check_obligation
where since <= $1
    and (until is null or until > $1)
    and ((verdict = 'pending') or (verdict = 'violated' and phase = 'open' and due_at is not null))
    and ($3::uuid is null or organ_id = $3)
    and ($4::timestamptz is null or due_at < $4)
    and ($5::uuid is null or case_id = $5)
    and case_id not in (select unnest($10::uuid[]))
    and (
        $6::timestamptz is null
        or (coalesce(due_at, '9999-01-01T00:00:00Z'::timestamptz), case_id, obligation) > ($6, $7::uuid, $8::text)
    )
order by coalesce(due_at, '9999-01-01T00:00:00Z'::timestamptz), case_id, obligation
limit $9
