-- What stands beside the events and is written with them: an answer or a key that is lost here is lost for ever.

-- Claims that changed hands in the batch.
create function log.append_claims(
    log_no smallint,
    claim_keys text[],
    claim_slots integer[],
    claim_old uuid[],
    claim_new uuid[]
) returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    delete from log.claim c
    where c.log_id = log_no
        and c.key = any (
            array(
                select k.key
                from unnest(claim_keys, claim_slots, claim_old, claim_new) with ordinality
                    as k (key, slot, held, holds, ordinal)
                where k.slot = k.ordinal
                    and k.held is not null
                    and k.held is distinct from k.holds
            )
        );
    insert into log.claim (log_id, key, stream_id)
    select log_no, k.key, k.holds
    from unnest(claim_keys, claim_slots, claim_old, claim_new) with ordinality
        as k (key, slot, held, holds, ordinal)
    where k.slot = k.ordinal
        and k.holds is not null
        and k.held is distinct from k.holds;
end
$$;

-- Parts of a batch that name a key neither live in the vault nor brought by their own command, and keys brought
-- again after they were destroyed: the first key of each such command.
create function log.barred(
    log_no smallint,
    write_commands integer[],
    event_writes integer[],
    part_events integer[],
    part_subjects text[],
    part_keys uuid[],
    part_news integer[],
    key_commands integer[],
    key_ids uuid[],
    key_subjects text[]
) returns table (command integer, key uuid)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select write_commands[event_writes[p.event]], p.key
    from unnest(part_events, part_subjects, part_keys, part_news) as p (event, subject, key, new)
    left join lateral (
        select s.key_id, s.subject, s.destroyed_at
        from vault.subject_key s
        where s.log_id = log_no
            and s.key_id = p.key
        limit 1
    ) as k on true
    where not case
        when k.key_id is not null then k.subject = p.subject and k.destroyed_at is null
        else coalesce(
            key_ids[p.new] = p.key
            and key_subjects[p.new] = p.subject
            and key_commands[p.new] = write_commands[event_writes[p.event]],
            false
        )
    end
    union all
    select n.command, n.id
    from unnest(key_commands, key_ids, key_subjects) as n (command, id, subject)
    cross join lateral (
        select s.subject, s.destroyed_at
        from vault.subject_key s
        where s.log_id = log_no
            and s.key_id = n.id
        limit 1
    ) as k
    where k.destroyed_at is not null
        or k.subject <> n.subject;
end
$$;

-- Parts and first-used keys of the accepted commands.
create function log.append_private(
    log_no smallint,
    recorded timestamptz,
    outcomes smallint[],
    write_commands integer[],
    event_writes integer[],
    event_ids uuid[],
    part_events integer[],
    part_numbers smallint[],
    part_subjects text[],
    part_keys uuid[],
    part_ciphertexts bytea[],
    key_commands integer[],
    key_ids uuid[],
    key_subjects text[],
    key_epochs integer[],
    key_wrapped bytea[]
) returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    stored integer;
    wanted integer;
begin
    -- A key may come twice: two commands of one caller first used it, and either may be the one that goes in.
    insert into vault.subject_key (log_id, key_id, subject, epoch, wrapped, created_at)
    select distinct on (k.id) log_no, k.id, k.subject, k.epoch, k.wrapped, recorded
    from unnest(key_commands, key_ids, key_subjects, key_epochs, key_wrapped) as k (command, id, subject, epoch, wrapped)
    where outcomes[k.command] = 1
    order by k.id
    on conflict (log_id, key_id) do nothing;

    insert into vault.part (log_id, event_id, part_no, subject, key_id, ciphertext)
    select log_no, event_ids[p.event], p.number, p.subject, p.key, p.ciphertext
    from unnest(part_events, part_numbers, part_subjects, part_keys, part_ciphertexts)
        as p (event, number, subject, key, ciphertext)
    where outcomes[write_commands[event_writes[p.event]]] = 1;
    get diagnostics stored = row_count;
    wanted := (
        select count(*)
        from unnest(part_events) as p (event)
        where coalesce(outcomes[write_commands[event_writes[p.event]]], 1) = 1
    );
    if stored <> wanted then
        raise exception 'stored % parts of %', stored, wanted using errcode = 'WZ004';
    end if;
end
$$;
