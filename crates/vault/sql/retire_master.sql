select vault.retire_master($1, $2) as "left_over!"
