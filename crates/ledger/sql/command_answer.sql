select
    first,
    last,
    request_hash as "request_hash: [u8; 32]"
from log.command_result
where log_id = $1
    and command_id = $2
