delete from access.session
where ends_at < clock_timestamp()
    or last_seen_at < clock_timestamp() - make_interval(secs => $1)
