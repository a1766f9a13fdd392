-- The one way into the log: what it assigns (position, version, clock, hash) can never be assigned again.

-- One batch of commands: one call, one round trip, one commit. Answers stand in the order of the commands;
-- outcome 1 appended, 2 repeated, 3 id reused, 4 conflict, 5 claim taken, 6 key destroyed, 7 event id taken.
-- Accepted commands stand behind base in their order, so only the positions of repeated ones are listed: in firsts and
-- lasts, or as minus the ordinal of the command of this batch that they repeat. A conflict's version stands in firsts.
-- An error means that nothing of the batch was stored and that the caller broke the form, not that it lost a race.
create function log.append(
    log_no smallint,
    node_name text,
    node_epoch bigint,
    command_ids uuid[],
    request_hashes bytea[],
    write_commands integer[],
    write_kinds text[],
    write_streams uuid[],
    write_expected integer[],
    write_events integer[],
    claim_writes integer[],
    claim_keys text[],
    claim_takes boolean[],
    event_writes integer[],
    event_ids uuid[],
    event_kinds text[],
    event_schemas smallint[],
    event_contents bytea[],
    event_hashes bytea[],
    event_froms timestamptz[],
    event_untils timestamptz[],
    event_knowns timestamptz[],
    event_entries text[],
    part_events integer[],
    part_numbers smallint[],
    part_subjects text[],
    part_keys uuid[],
    part_news integer[],
    part_ciphertexts bytea[],
    key_commands integer[],
    key_ids uuid[],
    key_subjects text[],
    key_epochs integer[],
    key_wrapped bytea[],
    out base bigint,
    out recorded timestamptz,
    out outcomes smallint[],
    out firsts bigint[],
    out lasts bigint[],
    out versions integer[],
    out fault_writes integer[],
    out fault_keys text[],
    out fault_ids uuid[]
)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    last_recorded timestamptz;
    recorded_us bigint;
    write_heads integer[];
    write_slots integer[];
    write_befores integer[];
    write_offsets integer[];
    write_shifts bigint[];
    claim_slots integer[];
    claim_old uuid[];
    claim_new uuid[];
    barred_commands integer[];
    barred_keys uuid[];
    events_twice boolean := false;
    tangled boolean;
    kind_differs boolean;
    misshapen boolean;
    stored integer;
    expected_rows integer;
    expected_heads integer;
begin
    -- Locking a row that never changes keeps this flat while old snapshots are open. What the lock protects is read
    -- in later statements: one statement that locks and reads sees the world before the lock.
    perform
    from log.gate g
    where g.log_id = log_no
    for update;
    if not found then
        raise exception 'log % has no gate', log_no using errcode = 'WZ001';
    end if;

    select b.last, b.recorded_at
    into base, last_recorded
    from log.batch b
    where b.log_id = log_no
    order by b.prev_last desc
    limit 1;
    base := coalesce(base, 0);

    -- Every look-up below is lateral with a limit, which leaves the planner one way: by the key, row by row. A plan is
    -- made when the log is empty and kept while it grows; a join planned then reads the whole table each time.

    select
        array_agg(j.head),
        array_agg(j.slot),
        array_agg(j.head + j.before),
        array_agg(j.skip),
        coalesce(bool_or(j.expected <> j.head + j.before), false),
        bool_or(j.differs),
        bool_or(j.events < 1 or j.step not between 0 and 1) or max(j.command) <> cardinality(command_ids),
        sum(j.events),
        array_agg(j.head + j.before + j.events),
        count(*) filter (where j.slot = j.ordinal)
    into
        write_heads, write_slots, write_befores, write_offsets, tangled, kind_differs, misshapen, expected_rows,
        versions, expected_heads
    from (
        select
            w.command,
            w.expected,
            w.events,
            w.ordinal,
            coalesce(h.version, 0) as head,
            w.kind <> coalesce(h.stream_kind, first_value(w.kind) over same_stream) as differs,
            w.command - lag(w.command, 1, 0) over in_order as step,
            (first_value(w.ordinal) over same_stream)::integer as slot,
            (sum(w.events) over same_stream - w.events)::integer as before,
            (sum(w.events) over in_order - w.events)::integer as skip
        from unnest(write_commands, write_streams, write_kinds, write_expected, write_events) with ordinality
            as w (command, stream, kind, expected, events, ordinal)
        left join lateral (
            select s.version, s.stream_kind
            from log.stream_head s
            where s.log_id = log_no
                and s.stream_id = w.stream
            limit 1
        ) as h on true
        window
            same_stream as (partition by w.stream order by w.ordinal),
            in_order as (order by w.ordinal)
        order by w.ordinal
    ) as j;
    if kind_differs then
        raise exception 'a stream is of another kind than a write says' using errcode = 'WZ003';
    end if;
    if misshapen is distinct from false or expected_rows <> cardinality(event_ids) then
        raise exception 'the writes of the batch do not fit its commands and events' using errcode = 'WZ004';
    end if;

    tangled := tangled
        or exists (
            select
            from unnest(command_ids) as c (id)
            cross join lateral (
                select r.first
                from log.command_result r
                where r.log_id = log_no
                    and r.command_id = c.id
                limit 1
            ) as known
        )
        or exists (
            select
            from unnest(event_ids) as e (id)
            cross join lateral (
                select l.position
                from log.event l
                where l.log_id = log_no
                    and l.event_id = e.id
                limit 1
            ) as known
        );
    if cardinality(event_ids) > 1 then
        select count(distinct e.id) < cardinality(event_ids)
        into events_twice
        from unnest(event_ids) as e (id);
        select tangled or count(distinct c.id) < cardinality(command_ids)
        into tangled
        from unnest(command_ids) as c (id);
    end if;

    if cardinality(claim_writes) > 0 then
        select
            array_agg(j.holder),
            array_agg(j.slot),
            tangled or bool_or(j.holder is not null or j.slot <> j.ordinal or not j.take),
            bool_or(j.step < 0) or max(j.write) > cardinality(write_commands)
        into claim_old, claim_slots, tangled, misshapen
        from (
            select
                held.stream_id as holder,
                k.write,
                k.take,
                k.ordinal,
                k.write - lag(k.write, 1, 1) over (order by k.ordinal) as step,
                first_value(k.ordinal) over (partition by k.key order by k.ordinal)::integer as slot
            from unnest(claim_writes, claim_keys, claim_takes) with ordinality as k (write, key, take, ordinal)
            left join lateral (
                select c.stream_id
                from log.claim c
                where c.log_id = log_no
                    and c.key = k.key
                limit 1
            ) as held on true
            order by k.ordinal
        ) as j;
        if misshapen is distinct from false then
            raise exception 'the claims of the batch do not fit its writes' using errcode = 'WZ004';
        end if;
        select array_agg(write_streams[k.write] order by k.ordinal)
        into claim_new
        from unnest(claim_writes) with ordinality as k (write, ordinal);
    end if;

    if cardinality(part_events) > 0 or cardinality(key_ids) > 0 then
        select
            array_agg(b.command),
            array_agg(b.key)
        into barred_commands, barred_keys
        from log.barred(
            log_no, write_commands, event_writes, part_events, part_subjects, part_keys, part_news,
            key_commands, key_ids, key_subjects
        ) as b;
    end if;

    if tangled or events_twice or barred_commands is not null then
        select *
        into outcomes, firsts, lasts, fault_writes, fault_keys, fault_ids, write_befores, claim_new
        from log.walk(
            log_no, command_ids, request_hashes, write_commands, write_streams, write_expected, write_events,
            write_slots, write_heads, claim_writes, claim_keys, claim_takes, claim_slots, claim_old,
            event_writes, event_ids, barred_commands, barred_keys, events_twice
        );
        -- Positions: accepted writes follow one another without a gap; a refused one has none.
        select
            array_agg(j.shift),
            array_agg(j.version),
            coalesce(sum(j.events), 0),
            count(distinct j.slot)
        into write_shifts, versions, expected_rows, expected_heads
        from (
            select
                case when outcomes[w.command] = 1 then w.slot end as slot,
                case when outcomes[w.command] = 1 then w.events end as events,
                case when outcomes[w.command] = 1 then w.before + w.events end as version,
                case
                    when outcomes[w.command] = 1 then
                        base - w.skip - w.events
                        + sum(case when outcomes[w.command] = 1 then w.events else 0 end) over (order by w.ordinal)
                end as shift
            from unnest(write_commands, write_befores, write_events, write_offsets, write_slots) with ordinality
                as w (command, before, events, skip, slot, ordinal)
            order by w.ordinal
        ) as j;
    else
        outcomes := array_fill(1::smallint, array[cardinality(command_ids)]);
        write_shifts := array_fill(base, array[cardinality(write_commands)]);
    end if;

    if expected_rows = 0 then
        return;
    end if;

    recorded := greatest(clock_timestamp(), last_recorded);
    recorded_us := extract(epoch from recorded) * 1000000;

    -- First of all, so that a fork is refused by the name it has.
    insert into log.batch (log_id, first, last, prev_last, recorded_at, node, epoch)
    values (log_no, base + 1, base + expected_rows, base, recorded, node_name, node_epoch);

    -- A row whose place, content hash or bounds are not as agreed is left out, and so counted as missing.
    insert into log.event (
        log_id, position, event_id, stream_id, command_id, recorded_at, occurred_from, occurred_until, known_at,
        stream_version, schema_version, stream_kind, kind, entered_from, content_hash, record_hash, content
    )
    select
        log_no,
        e.ordinal + write_shifts[e.write],
        e.id,
        write_streams[e.write],
        command_ids[write_commands[e.write]],
        recorded,
        e.occurred_from,
        e.occurred_until,
        e.known_at,
        e.ordinal - write_offsets[e.write] + write_befores[e.write],
        e.schema,
        write_kinds[e.write],
        e.kind,
        e.entered,
        e.hash,
        log.record_hash(
            log_no,
            e.ordinal + write_shifts[e.write],
            e.id,
            write_streams[e.write],
            (e.ordinal - write_offsets[e.write] + write_befores[e.write])::integer,
            recorded_us,
            e.hash
        ),
        e.content
    from unnest(
        event_writes, event_ids, event_kinds, event_schemas, event_contents, event_hashes,
        event_froms, event_untils, event_knowns, event_entries
    ) with ordinality as e (
        write, id, kind, schema, content, hash, occurred_from, occurred_until, known_at, entered, ordinal
    )
    where outcomes[write_commands[e.write]] = 1
        and e.ordinal - write_offsets[e.write] between 1 and write_events[e.write]
        and sha256(e.content) = e.hash
        and octet_length(e.content) <= 61440
        and octet_length(e.kind) between 1 and 64
        and octet_length(write_kinds[e.write]) between 1 and 32
        and e.entered in ('system', 'paper', 'import')
        and e.schema >= 1;
    get diagnostics stored = row_count;
    if stored <> expected_rows then
        raise exception 'stored % events of %', stored, expected_rows using errcode = 'WZ004';
    end if;

    insert into log.stream_head as h (log_id, stream_id, last_position, version, stream_kind)
    select
        log_no,
        w.stream,
        max(w.skip + w.shift + w.events),
        max(w.version),
        max(w.kind)
    from unnest(write_streams, write_kinds, write_offsets, write_shifts, write_events, versions)
        as w (stream, kind, skip, shift, events, version)
    where w.shift is not null
    group by w.stream
    on conflict (log_id, stream_id) do update
    set last_position = excluded.last_position,
        version = excluded.version
    where h.version < excluded.version;
    get diagnostics stored = row_count;
    if stored <> expected_heads then
        raise exception 'moved % heads of %', stored, expected_heads using errcode = 'WZ004';
    end if;

    insert into log.command_result (log_id, command_id, first, last, request_hash)
    select
        log_no,
        command_ids[w.command],
        min(w.skip + w.shift) + 1,
        max(w.skip + w.shift + w.events),
        request_hashes[w.command]
    from unnest(write_commands, write_offsets, write_shifts, write_events) as w (command, skip, shift, events)
    where w.shift is not null
        and octet_length(request_hashes[w.command]) = 32
    group by w.command;
    get diagnostics stored = row_count;
    if stored <> cardinality(array_positions(outcomes, 1::smallint)) then
        raise exception 'stored % answers', stored using errcode = 'WZ004';
    end if;

    if cardinality(claim_keys) > 0 then
        perform log.append_claims(log_no, claim_keys, claim_slots, claim_old, claim_new);
    end if;

    if cardinality(part_events) > 0 or cardinality(key_ids) > 0 then
        perform log.append_private(
            log_no, recorded, outcomes, write_commands, event_writes, event_ids, part_events, part_numbers,
            part_subjects, part_keys, part_ciphertexts, key_commands, key_ids, key_subjects, key_epochs, key_wrapped
        );
    end if;

    perform pg_notify('wenze_log', log_no || ' ' || base + expected_rows);
end
$$;
