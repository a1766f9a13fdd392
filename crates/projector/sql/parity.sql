select
    count(old.key),
    count(next.key),
    count(*) filter (where next.key is null),
    count(*) filter (where old.key is null),
    count(*) filter (where old.digest <> next.digest),
    (array_agg(coalesce(old.key, next.key)) filter (where old.digest is distinct from next.digest))[1:5]
from (
    select {key} as key, md5(t::text) as digest
    from {old} as t
) as old
full join (
    select {key} as key, md5(t::text) as digest
    from {next} as t
) as next
    on next.key = old.key
