select
    author,
    form_key,
    form,
    case_id,
    passed_by,
    saved_at
from vault.draft
where log_id = $1
    and case_id = $2
order by saved_at desc, form_key
