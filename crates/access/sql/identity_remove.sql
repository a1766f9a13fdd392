delete from access.identity
where account_id = $1
