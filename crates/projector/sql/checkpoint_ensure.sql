insert into projector.checkpoint (name, version, stage)
values ($1, $2, $3)
on conflict do nothing
