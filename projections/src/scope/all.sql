select
    case_id,
    organs,
    confidentiality,
    on_appeal,
    workers
from boards_scope
