delete from register_organ
where organ_id = any($1)
