insert into access.account
    (account_id, login, person_id, password_hash, password_salt, memory_kib, passes, lanes, must_change)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (login) do nothing
