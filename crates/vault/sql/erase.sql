select
    keys_destroyed as "keys_destroyed!",
    parts_erased as "parts_erased!"
from vault.erase($1, $2, $3, $4)
