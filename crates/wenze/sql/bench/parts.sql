select
    event_id,
    part_no,
    subject,
    key_id,
    ciphertext
from vault.part
where event_id = any($1)
order by event_id, part_no
