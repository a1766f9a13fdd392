select
    keys_destroyed as "keys_destroyed!",
    parts_erased as "parts_erased!"
from vault.erase_recorded($1, $2)
