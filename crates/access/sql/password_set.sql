update access.account
set
    password_hash = $2,
    password_salt = $3,
    memory_kib = $4,
    passes = $5,
    lanes = $6,
    must_change = $7
where account_id = $1
