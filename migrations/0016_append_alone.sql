-- The shorter way for one command that writes one event: half of the processor time of log.append.

-- One command that writes one event and claims nothing, which is what most acts are.

-- The general way lays a batch out as arrays and numbers its rows; for one row the executor spends more on beginning
-- such statements than on their work. Whatever is not plain here (a conflict, a repeat, a key that is not alive) is
-- answered with no base and nothing stored, and the caller asks log.append, which alone knows what to answer.
-- The event stands at base + 1, with the version that is told. An error means the same as in log.append.
create function log.append_alone(
    log_no smallint,
    node_name text,
    node_epoch bigint,
    command uuid,
    request bytea,
    of_kind text,
    stream uuid,
    expected integer,
    event uuid,
    event_kind text,
    event_schema smallint,
    event_content bytea,
    event_hash bytea,
    event_from timestamptz,
    event_until timestamptz,
    event_known timestamptz,
    event_entry text,
    part_numbers smallint[],
    part_subjects text[],
    part_keys uuid[],
    part_news integer[],
    part_ciphertexts bytea[],
    key_ids uuid[],
    key_subjects text[],
    key_epochs integer[],
    key_wrapped bytea[],
    out base bigint,
    out recorded timestamptz,
    out version integer
)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    before bigint;
    last_recorded timestamptz;
    stored integer;
begin
    perform
    from log.gate g
    where g.log_id = log_no
    for update;
    if not found then
        raise exception 'log % has no gate', log_no using errcode = 'WZ001';
    end if;

    -- After the lock, in a statement of its own, so that it sees what the batch before stored.
    select b.last, b.recorded_at
    into before, last_recorded
    from log.batch b
    where b.log_id = log_no
    order by b.prev_last desc
    limit 1;
    before := coalesce(before, 0);

    select h.version
    into version
    from log.stream_head h
    where h.log_id = log_no
        and h.stream_id = stream;
    version := coalesce(version, 0);

    if expected <> version
        or exists (
            select
            from log.command_result r
            where r.log_id = log_no
                and r.command_id = command
        )
        or exists (
            select
            from log.event e
            where e.log_id = log_no
                and e.event_id = event
        )
    then
        return;
    end if;
    if cardinality(part_keys) + cardinality(key_ids) > 0 then
        perform
        from log.barred(
            log_no, '{1}', '{1}', array_fill(1, array[cardinality(part_keys)]), part_subjects, part_keys, part_news,
            array_fill(1, array[cardinality(key_ids)]), key_ids, key_subjects
        );
        if found then
            return;
        end if;
    end if;

    version := version + 1;
    recorded := greatest(clock_timestamp(), last_recorded);

    insert into log.batch (log_id, first, last, prev_last, recorded_at, node, epoch)
    values (log_no, before + 1, before + 1, before, recorded, node_name, node_epoch);

    insert into log.event (
        log_id, position, event_id, stream_id, command_id, recorded_at, occurred_from, occurred_until, known_at,
        stream_version, schema_version, stream_kind, kind, entered_from, content_hash, record_hash, content
    )
    select
        log_no, before + 1, event, stream, command, recorded, event_from, event_until, event_known,
        version, event_schema, of_kind, event_kind, event_entry, event_hash,
        log.record_hash(
            log_no, before + 1, event, stream, version, (extract(epoch from recorded) * 1000000)::bigint, event_hash
        ),
        event_content
    where sha256(event_content) = event_hash
        and octet_length(event_content) <= 61440
        and octet_length(event_kind) between 1 and 64
        and octet_length(of_kind) between 1 and 32
        and event_entry in ('system', 'paper', 'import')
        and event_schema >= 1;
    if not found then
        raise exception 'the event is not as agreed' using errcode = 'WZ004';
    end if;

    if version = 1 then
        insert into log.stream_head (log_id, stream_id, last_position, version, stream_kind)
        values (log_no, stream, before + 1, 1, of_kind);
    else
        update log.stream_head h
        set last_position = before + 1,
            version = append_alone.version
        where h.log_id = log_no
            and h.stream_id = stream
            and h.stream_kind = of_kind;
        if not found then
            raise exception 'a stream is of another kind than a write says' using errcode = 'WZ003';
        end if;
    end if;

    insert into log.command_result (log_id, command_id, first, last, request_hash)
    select log_no, command, before + 1, before + 1, request
    where octet_length(request) = 32;
    if not found then
        raise exception 'the digest of the request is not one' using errcode = 'WZ004';
    end if;

    if cardinality(key_ids) > 0 then
        insert into vault.subject_key (log_id, key_id, subject, epoch, wrapped, created_at)
        select distinct on (k.id) log_no, k.id, k.subject, k.epoch, k.wrapped, recorded
        from unnest(key_ids, key_subjects, key_epochs, key_wrapped) as k (id, subject, epoch, wrapped)
        order by k.id
        on conflict (log_id, key_id) do nothing;
    end if;
    if cardinality(part_keys) > 0 then
        insert into vault.part (log_id, event_id, part_no, subject, key_id, ciphertext)
        select log_no, event, p.number, p.subject, p.key, p.ciphertext
        from unnest(part_numbers, part_subjects, part_keys, part_ciphertexts) as p (number, subject, key, ciphertext);
    end if;

    perform pg_notify('wenze_log', log_no || ' ' || before + 1);
    base := before;
end
$$;

revoke all on function log.append_alone from public;

grant execute on function log.append_alone to wenze_app;
