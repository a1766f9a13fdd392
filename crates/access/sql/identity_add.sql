insert into access.identity (issuer, subject, account_id)
values ($1, $2, $3)
on conflict do nothing
