select last
from log.batch
where log_id = $1
order by prev_last desc
limit 1
