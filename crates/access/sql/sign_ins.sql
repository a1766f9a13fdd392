select
    i.at,
    a.login as "login?",
    i.address,
    i.succeeded
from access.sign_in as i
left join access.account as a on a.account_id = i.account_id
order by i.sign_in_id desc
limit $1
