delete from projector.replaced
where name = $1
    and version = $2
    and is_returning
