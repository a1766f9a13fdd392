-- Erasure is the only way a private part ever goes away, and what it destroys cannot be brought back.

-- Without parts it destroys every key of the subject; with parts it destroys just those texts. Tombstones remain.
-- Nobody but the owner may execute it: an operator grants it to the role that carries out approved erasures.
create function vault.erase(
    log_no smallint,
    erased_subject text,
    part_event_ids uuid[],
    part_numbers smallint[],
    out keys_destroyed bigint,
    out parts_erased bigint
)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    moment timestamptz;
begin
    -- The gate keeps an append from sealing under a key while it is being destroyed.
    perform
    from log.gate g
    where g.log_id = log_no
    for update;
    if not found then
        raise exception 'log % has no gate', log_no using errcode = 'WZ001';
    end if;
    moment := clock_timestamp();

    update vault.subject_key k
    set wrapped = null,
        destroyed_at = moment
    where k.log_id = log_no
        and k.subject = erased_subject
        and k.destroyed_at is null;
    get diagnostics keys_destroyed = row_count;

    update vault.part p
    set ciphertext = null,
        erased_at = moment
    from unnest(part_event_ids, part_numbers) as gone (event_id, part_no)
    where p.log_id = log_no
        and p.event_id = gone.event_id
        and p.part_no = gone.part_no
        and p.erased_at is null;
    get diagnostics parts_erased = row_count;
end
$$;
