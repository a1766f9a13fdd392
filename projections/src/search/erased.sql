-- When something was erased last, and which tables there are, of whatever version: in use, being built, or kept.
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
            and namespace.nspname ~ $1
        order by 1
    ) as "tables!"
