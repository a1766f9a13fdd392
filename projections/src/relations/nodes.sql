select
    case_id,
    designation,
    machine,
    stage,
    case_no,
    remands,
    transferred_to
from boards_case
where case_id = any($1)
