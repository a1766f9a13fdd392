select *
from boards_disclosure
where
    case_id = $1
    and not (documented and served and announced and notified and (published or withheld))
order by made_on, determination
