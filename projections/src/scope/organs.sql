select
    organ_id,
    (state ->> 'parent')::uuid as parent
from register_organ
