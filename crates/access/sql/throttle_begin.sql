with begun as (
    insert into access.throttle as t (subject, failures, last_at, not_before)
    values ($1, 1, clock_timestamp(), clock_timestamp())
    on conflict (subject) do update
    set
        failures = case
            when t.last_at < clock_timestamp() - make_interval(secs => $4) then 1
            else least(t.failures + 1, 1000000)
        end,
        last_at = clock_timestamp(),
        not_before = clock_timestamp() + make_interval(
            secs => case
                when t.last_at < clock_timestamp() - make_interval(secs => $4) or t.failures < $2 then 0
                else least($3, power(2, least(t.failures - $2, 20)))
            end
        )
    where t.not_before <= clock_timestamp()
    returning true as is_begun
)

select coalesce(
    (select 0 from begun),
    (
        select greatest(1, ceil(extract(epoch from t.not_before - clock_timestamp())))::integer
        from access.throttle as t
        where t.subject = $1
    ),
    1
) as "wait_s!"
