select
    p.event_id,
    p.part_no,
    p.subject,
    p.key_id,
    p.ciphertext,
    k.epoch,
    k.wrapped
from unnest($2::uuid[], $3::smallint[]) as wanted (event_id, part_no)
join vault.part p
    on p.log_id = $1
    and p.event_id = wanted.event_id
    and p.part_no = wanted.part_no
join vault.subject_key k
    on k.log_id = p.log_id
    and k.key_id = p.key_id
