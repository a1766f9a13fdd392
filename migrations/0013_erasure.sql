-- What is destroyed is destroyed on the record alone, and a master key that was retired wraps nothing more: neither can be made good afterwards.

-- The one place where keys and texts go. Keys that came later than the moment stay: they are of texts that nobody decided on.
create function vault.destroy(
    log_no smallint,
    erased_subjects text[],
    made_until timestamptz,
    part_event_ids uuid[],
    part_numbers smallint[],
    out keys_destroyed bigint,
    out parts_erased bigint
)
language plpgsql
volatile
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
        and k.subject = any(erased_subjects)
        and k.created_at <= made_until
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

create or replace function vault.erase(
    log_no smallint,
    erased_subject text,
    part_event_ids uuid[],
    part_numbers smallint[],
    out keys_destroyed bigint,
    out parts_erased bigint
)
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
    select d.keys_destroyed, d.parts_erased
    from vault.destroy(
        log_no, array_remove(array[erased_subject], null), 'infinity', part_event_ids, part_numbers
    ) as d
$$;

-- Destroys what an act of this log says was erased: as it was proposed, and approved by two persons other than the one who
-- proposed. So the application may destroy nothing that does not stand in the log for ever. What came from another log was
-- carried out there. Done again, it finds nothing more to do.
create function vault.erase_recorded(
    log_no smallint,
    erasure_event uuid,
    out keys_destroyed bigint,
    out parts_erased bigint
)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    recorded timestamptz;
    own_stream uuid;
    act jsonb;
    proposal jsonb;
    approvals bigint;
begin
    select e.recorded_at, e.stream_id, convert_from(e.content, 'UTF8')::jsonb
    into recorded, own_stream, act
    from log.event e
    where e.log_id = log_no
        and e.event_id = erasure_event
        and e.stream_kind = 'erasure'
        and e.kind = 'PartErased'
        and e.entered_from = 'system'
        and e.known_at is null;
    if not found then
        raise exception 'event % is no erasure of log %', erasure_event, log_no using errcode = 'WZ005';
    end if;

    select p.content
    into proposal
    from (
        select convert_from(e.content, 'UTF8')::jsonb as content
        from log.event e
        where e.log_id = log_no
            and e.stream_id = own_stream
            and e.kind = 'ErasureProposed'
    ) as p
    where p.content #> '{refs,erasure}' = act #> '{refs,erasure}'
    limit 1;

    select count(distinct d.content #>> '{payload,by,person_id}')
    into approvals
    from (
        select convert_from(e.content, 'UTF8')::jsonb as content
        from log.event e
        where e.log_id = log_no
            and e.stream_id = own_stream
            and e.kind = 'ErasureDecided'
    ) as d
    where d.content #> '{refs,erasure}' = act #> '{refs,erasure}'
        and d.content #>> '{payload,result}' = 'approved'
        and d.content #>> '{payload,by,person_id}' <> proposal #>> '{payload,by,person_id}';

    if approvals < 2
        or act #> '{refs,case}' is distinct from proposal #> '{refs,case}'
        or act #> '{refs,official}' is distinct from proposal #> '{refs,official}'
        or act #> '{payload,covers}' is distinct from proposal #> '{payload,covers}'
        or act #> '{payload,parts}' is distinct from proposal #> '{payload,parts}'
    then
        raise exception 'erasure % was not approved as it is recorded', erasure_event using errcode = 'WZ005';
    end if;

    select d.keys_destroyed, d.parts_erased
    into keys_destroyed, parts_erased
    from vault.destroy(
        log_no,
        array(
            select s.subject
            from jsonb_array_elements_text(coalesce(act #> '{payload,subjects}', '[]')) as s (subject)
        ),
        recorded,
        array(
            select (p.part ->> 'of_event')::uuid
            from jsonb_array_elements(coalesce(act #> '{payload,parts}', '[]')) with ordinality as p (part, place)
            order by p.place
        ),
        array(
            select (p.part ->> 'part_no')::smallint
            from jsonb_array_elements(coalesce(act #> '{payload,parts}', '[]')) with ordinality as p (part, place)
            order by p.place
        )
    ) as d;
end
$$;

-- Who wrapped a key: the first master key bears no id, every later one stands in four bytes in front.
create function vault.master_of(wrapped bytea) returns integer
language sql
immutable
parallel safe
return case
    when octet_length(wrapped) = 76 then (
        get_byte(wrapped, 0) << 24 | get_byte(wrapped, 1) << 16 | get_byte(wrapped, 2) << 8 | get_byte(wrapped, 3)
    )
    else 1
end;

-- Master keys that wrap nothing any more and never will.
create table vault.retired_master (
    log_id smallint not null,
    master integer not null,
    retired_at timestamptz not null default clock_timestamp(),
    primary key (log_id, master)
);

-- A key is wrapped anew only from what it was wrapped as: one that was destroyed meanwhile stays destroyed.
create function vault.rewrap(
    log_no smallint,
    rewrapped_ids uuid[],
    wrapped_before bytea[],
    new_epochs integer[],
    wrapped_anew bytea[]
) returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    changed bigint;
begin
    update vault.subject_key k
    set wrapped = n.anew,
        epoch = n.epoch
    from unnest(rewrapped_ids, wrapped_before, new_epochs, wrapped_anew) as n (key_id, before, epoch, anew)
    where k.log_id = log_no
        and k.key_id = n.key_id
        and k.wrapped = n.before
        and n.anew is not null;
    get diagnostics changed = row_count;
    return changed;
end
$$;

-- Under the gate no append brings a key that the retired one wrapped; after it the trigger refuses it.
create function vault.retire_master(log_no smallint, retired integer) returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    left_over bigint;
begin
    perform
    from log.gate g
    where g.log_id = log_no
    for update;
    if not found then
        raise exception 'log % has no gate', log_no using errcode = 'WZ001';
    end if;

    select count(*)
    into left_over
    from vault.subject_key k
    where k.log_id = log_no
        and k.wrapped is not null
        and vault.master_of(k.wrapped) = retired;
    if left_over = 0 then
        insert into vault.retired_master (log_id, master)
        values (log_no, retired)
        on conflict do nothing;
    end if;
    return left_over;
end
$$;

create function vault.refuse_retired() returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select
        from vault.retired_master m
        where m.log_id = new.log_id
            and m.master = vault.master_of(new.wrapped)
    ) then
        raise exception 'master key % is retired: the key file of this node is out of date', vault.master_of(new.wrapped)
            using errcode = 'WZ006';
    end if;
    return new;
end
$$;

create trigger wrapped_by_a_live_key
    before insert or update of wrapped on vault.subject_key
    for each row
    when (new.wrapped is not null)
    execute function vault.refuse_retired();

alter table vault.subject_key
    enable always trigger wrapped_by_a_live_key;

-- What is to be erased is looked for among few streams of many.
create index stream_head_erasure
    on log.stream_head (log_id, stream_id)
    where stream_kind = 'erasure';

revoke all on function
    vault.destroy, vault.erase, vault.erase_recorded, vault.rewrap, vault.retire_master, vault.refuse_retired, vault.master_of
    from public;

grant execute on function vault.erase_recorded, vault.master_of to wenze_app;

grant select on vault.retired_master to wenze_app;
