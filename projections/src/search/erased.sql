-- When something was erased last, and which tables there are: those in use, those being built and those they replaced.
select
    greatest(
        (select max(part.erased_at) from vault.part),
        (select max(subject_key.destroyed_at) from vault.subject_key)
    ) as last,
    array(
        select namespace.nspname || ' ' || class.oid
        from pg_class as class
        inner join pg_namespace as namespace on class.relnamespace = namespace.oid
        where
            class.relname = 'search_passage'
            and class.relkind = 'r'
            and namespace.nspname = any($1::text[])
        order by 1
    ) as "tables!"
