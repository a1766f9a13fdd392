select rulebook.put($1, $2, $3) as "stored!"
