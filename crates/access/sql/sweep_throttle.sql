delete from access.throttle
where last_at < clock_timestamp() - make_interval(secs => $1)
    and not_before < clock_timestamp()
