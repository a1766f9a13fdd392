select
    p.event_id,
    p.part_no,
    p.subject,
    p.key_id,
    p.ciphertext,
    k.epoch as "epoch?",
    k.wrapped
from vault.part p
left join vault.subject_key k
    on k.log_id = p.log_id
    and k.key_id = p.key_id
where p.log_id = $1
    and (p.event_id, p.part_no) > ($2, $3)
order by p.event_id, p.part_no
limit $4
