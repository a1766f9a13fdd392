select
    person_id,
    state
from register_person
where person_id = any($1)
