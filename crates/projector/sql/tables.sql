select
    relation.relname as "name!",
    (
        select array_agg(quote_ident(attribute.attname) order by part.ordinal)
        from pg_index
        cross join unnest(pg_index.indkey) with ordinality as part (attnum, ordinal)
        join pg_attribute as attribute
            on attribute.attrelid = pg_index.indrelid
            and attribute.attnum = part.attnum
        where pg_index.indrelid = relation.oid
            and pg_index.indisprimary
    ) as key,
    (
        select array_agg(quote_ident(attribute.attname) order by attribute.attnum)
        from pg_attribute as attribute
        where attribute.attrelid = relation.oid
            and attribute.attnum > 0
            and not attribute.attisdropped
    ) as "columns!"
from pg_class as relation
where relation.relnamespace = to_regnamespace($1)
    and relation.relkind in ('r', 'p')
    and not relation.relispartition
order by relation.relname
