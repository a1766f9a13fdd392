delete from search_name
where id = any($1)
