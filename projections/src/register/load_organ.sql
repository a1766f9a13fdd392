select
    organ_id,
    state
from register_organ
where organ_id = any($1)
