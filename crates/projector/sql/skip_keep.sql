insert into projector.skipped (name, version, position, reason, skipped_by)
values ($1, $2, $3, $4, $5)
on conflict do nothing
