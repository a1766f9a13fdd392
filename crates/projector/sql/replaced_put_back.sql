update projector.replaced
set position = $3,
    is_returning = false
where name = $1
    and version = $2
    and is_returning
