insert into access.sign_in (account_id, address, succeeded)
values ($1, $2, $3)
