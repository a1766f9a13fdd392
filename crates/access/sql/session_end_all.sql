delete from access.session
where account_id = $1
