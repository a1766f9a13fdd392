select
    account_id,
    disabled_at is not null as "is_disabled!",
    password_hash as "hash: [u8; 32]",
    password_salt as "salt: [u8; 16]",
    memory_kib,
    passes,
    lanes
from access.account
where login = $1
