-- Of one person so many are kept, and so many bytes: the draft that is saved again counts once.
insert into vault.draft as kept (log_id, author, form_key, form, case_id, key_id, epoch, wrapped, ciphertext)
select
    $1,
    $2,
    $3,
    $4,
    $5::uuid,
    $6,
    $7,
    $8,
    $9::bytea
from (
    select
        count(*) as drafts,
        coalesce(sum(octet_length(d.ciphertext)), 0) as bytes
    from vault.draft as d
    where d.log_id = $1
        and d.author = $2
        and d.form_key <> $3
) as others
where others.drafts < $10
    and others.bytes + octet_length($9::bytea) <= $11
on conflict (log_id, author, form_key) do update
    set form = excluded.form,
        case_id = excluded.case_id,
        key_id = excluded.key_id,
        epoch = excluded.epoch,
        wrapped = excluded.wrapped,
        ciphertext = excluded.ciphertext,
        saved_at = clock_timestamp()
returning saved_at
