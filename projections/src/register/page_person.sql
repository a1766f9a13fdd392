select
    person_id,
    state
from register_person
where ($1::uuid is null or person_id > $1)
order by person_id
limit $2
