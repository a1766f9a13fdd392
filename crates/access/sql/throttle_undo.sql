update access.throttle
set
    failures = greatest(failures - 1, 0),
    not_before = clock_timestamp()
where subject = $1
