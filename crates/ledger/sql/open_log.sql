select log.open($1)
