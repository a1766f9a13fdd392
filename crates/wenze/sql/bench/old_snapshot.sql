begin isolation level repeatable read;
select count(*)
from log.gate
