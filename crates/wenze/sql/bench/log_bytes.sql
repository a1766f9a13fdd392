select
    sum(pg_total_relation_size(c.oid))::bigint as bytes,
    (select max(last) from log.batch) as events
from pg_class as c
where
    c.relnamespace = 'log'::regnamespace
    and c.relkind = 'r'
