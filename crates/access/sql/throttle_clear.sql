delete from access.throttle
where subject = $1
