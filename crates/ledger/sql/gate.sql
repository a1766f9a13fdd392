select log_id
from log.gate
where log_id = $1
