-- All parts of these events: looking up events is a third of the descents of an index that looking up each part is.
select
    event_id,
    part_no,
    subject,
    key_id,
    ciphertext
from vault.part
where log_id = $1
    and event_id = any($2)
