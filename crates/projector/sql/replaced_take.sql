update projector.replaced
set is_returning = true
where name = $1
    and version = $2
returning position
