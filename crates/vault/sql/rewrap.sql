select vault.rewrap($1, $2, $3, $4, $5) as "keys!"
