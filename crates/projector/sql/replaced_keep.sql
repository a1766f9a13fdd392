insert into projector.replaced as kept (name, version, position)
values ($1, $2, $3)
on conflict (name, version) do update
set position = excluded.position,
    replaced_at = clock_timestamp(),
    is_returning = false
