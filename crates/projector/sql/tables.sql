select
    relation.relname as "name!",
    (
        select string_agg(format('t.%I', attribute.attname), ', ' order by part.ordinal)
        from pg_index
        cross join unnest(pg_index.indkey) with ordinality as part (attnum, ordinal)
        join pg_attribute as attribute
            on attribute.attrelid = pg_index.indrelid
            and attribute.attnum = part.attnum
        where pg_index.indrelid = relation.oid
            and pg_index.indisprimary
    ) as key
from pg_class as relation
where relation.relnamespace = to_regnamespace($1)
    and relation.relkind in ('r', 'p')
    and not relation.relispartition
order by relation.relname
