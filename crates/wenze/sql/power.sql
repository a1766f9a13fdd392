select
    coalesce((select rolsuper from pg_roles where rolname = current_user), false) as "is_superuser!",
    exists (
        select 1
        from pg_class as c
        join pg_namespace as n on n.oid = c.relnamespace
        where
            n.nspname = 'log'
            and c.relname = 'event'
            and pg_has_role(current_user, c.relowner, 'member')
    ) as "owns_log!",
    exists (
        select 1
        from pg_namespace
        where nspname = 'log'
    ) as "has_log!"
