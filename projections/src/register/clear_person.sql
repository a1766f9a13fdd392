delete from register_person
where person_id = any($1)
