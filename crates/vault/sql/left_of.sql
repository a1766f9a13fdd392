-- What was sealed after the act is not covered by it.
with act as (
    select max(e.recorded_at) as recorded_at
    from log.event e
    where e.log_id = $1
        and e.event_id = $5
)

select
    (
        select count(*)
        from vault.subject_key k
        where k.log_id = $1
            and k.subject = any($2)
            and k.destroyed_at is null
            and k.created_at <= (select act.recorded_at from act)
    )
    + (
        select count(*)
        from unnest($3::uuid[], $4::smallint[]) as gone (event_id, part_no)
        inner join vault.part p
            on p.log_id = $1
            and p.event_id = gone.event_id
            and p.part_no = gone.part_no
        where p.erased_at is null
    ) as "left_over!"
