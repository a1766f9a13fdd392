select
    vault.master_of(held.wrapped) as "master!",
    count(*) as "keys!"
from (
    select k.wrapped
    from vault.subject_key as k
    where k.log_id = $1
        and k.wrapped is not null
    union all
    select d.wrapped
    from vault.draft as d
    where d.log_id = $1
) as held
group by 1
order by 1
