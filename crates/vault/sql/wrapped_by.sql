select
    vault.master_of(wrapped) as "master!",
    count(*) as "keys!"
from vault.subject_key
where log_id = $1
    and wrapped is not null
group by 1
order by 1
