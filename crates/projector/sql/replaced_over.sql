delete from projector.replaced
where name = $1
    and version = $2
    and not is_returning
    and replaced_at < clock_timestamp() - make_interval(secs => $3)
