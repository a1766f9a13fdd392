delete from access.sign_in
where at < clock_timestamp() - make_interval(days => $1)
    or sign_in_id <= (select max(sign_in_id) from access.sign_in) - $2
