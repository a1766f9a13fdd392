-- Which command of a batch wins is decided here, once; what it decided stands in the record for ever.

-- Decides command by command what becomes of a batch in which something does not fit.
-- It only computes; append stores what it answers. Versions and claims are kept running, so that a command sees
-- the accepted ones before it, and undone when a later part of the same command fails.
create function log.walk(
    log_no smallint,
    command_ids uuid[],
    request_hashes bytea[],
    write_commands integer[],
    write_streams uuid[],
    write_expected integer[],
    write_events integer[],
    write_slots integer[],
    write_heads integer[],
    claim_writes integer[],
    claim_keys text[],
    claim_takes boolean[],
    claim_slots integer[],
    claim_old uuid[],
    event_writes integer[],
    event_ids uuid[],
    barred_commands integer[],
    barred_keys uuid[],
    events_twice boolean,
    out outcomes smallint[],
    out firsts bigint[],
    out lasts bigint[],
    out fault_writes integer[],
    out fault_keys text[],
    out fault_ids uuid[],
    out write_befores integer[],
    out claim_new uuid[]
)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    known_hashes bytea[];
    known_firsts bigint[];
    known_lasts bigint[];
    command_twins integer[];
    taken_commands integer[];
    taken_ids uuid[];
    running integer[] := write_heads;
    claim_previous uuid[] := claim_old;
    write_count constant integer := cardinality(write_commands);
    claim_count constant integer := coalesce(cardinality(claim_writes), 0);
    verdict smallint;
    twin integer;
    hit integer;
    slot integer;
    w integer := 1;
    w_from integer;
    k integer := 1;
    k_from integer;
    holder uuid;
    duplicate uuid;
begin
    select
        array_agg(known.request_hash),
        array_agg(known.first),
        array_agg(known.last),
        array_agg(known.twin)
    into known_hashes, known_firsts, known_lasts, command_twins
    from (
        select r.request_hash, r.first, r.last, min(c.ordinal) over (partition by c.id) as twin
        from unnest(command_ids) with ordinality as c (id, ordinal)
        left join lateral (
            select k.request_hash, k.first, k.last
            from log.command_result k
            where k.log_id = log_no
                and k.command_id = c.id
            limit 1
        ) as r on true
        order by c.ordinal
    ) as known;

    select
        array_agg(write_commands[e.write]),
        array_agg(e.id)
    into taken_commands, taken_ids
    from unnest(event_writes, event_ids) as e (write, id)
    cross join lateral (
        select l.position
        from log.event l
        where l.log_id = log_no
            and l.event_id = e.id
        limit 1
    ) as known;

    firsts := array_fill(null::bigint, array[cardinality(command_ids)]);
    lasts := firsts;
    outcomes := array_fill(null::smallint, array[cardinality(command_ids)]);
    fault_writes := array_fill(null::integer, array[cardinality(command_ids)]);
    fault_keys := array_fill(null::text, array[cardinality(command_ids)]);
    fault_ids := array_fill(null::uuid, array[cardinality(command_ids)]);
    write_befores := write_heads;
    claim_new := claim_old;

    for c in 1 .. cardinality(command_ids) loop
        verdict := 1;
        if known_firsts[c] is not null then
            verdict := case when known_hashes[c] = request_hashes[c] then 2 else 3 end;
            firsts[c] := known_firsts[c];
            lasts[c] := known_lasts[c];
        elsif command_twins[c] < c then
            for j in command_twins[c] .. c - 1 loop
                if command_ids[j] = command_ids[c] and outcomes[j] = 1 then
                    -- Its positions are those of the twin, which are not known yet.
                    verdict := case when request_hashes[j] = request_hashes[c] then 2 else 3 end;
                    firsts[c] := -j;
                    exit;
                end if;
            end loop;
        end if;

        if verdict = 1 then
            hit := array_position(barred_commands, c);
            if hit is not null then
                verdict := 6;
                fault_ids[c] := barred_keys[hit];
            end if;
        end if;
        if verdict = 1 then
            hit := array_position(taken_commands, c);
            if hit is not null then
                verdict := 7;
                fault_ids[c] := taken_ids[hit];
            elsif events_twice then
                select e.id
                into duplicate
                from unnest(event_writes, event_ids) with ordinality as e (write, id, ordinal)
                join unnest(event_writes, event_ids) with ordinality as o (write, id, ordinal)
                    on o.id = e.id
                    and o.ordinal < e.ordinal
                where write_commands[e.write] = c
                    and (write_commands[o.write] = c or outcomes[write_commands[o.write]] = 1)
                limit 1;
                if found then
                    verdict := 7;
                    fault_ids[c] := duplicate;
                end if;
            end if;
        end if;

        w_from := w;
        k_from := k;
        while verdict = 1 and w <= write_count and write_commands[w] = c loop
            slot := write_slots[w];
            if write_expected[w] <> running[slot] then
                verdict := 4;
                fault_writes[c] := w - w_from;
                firsts[c] := running[slot];
                exit;
            end if;
            write_befores[w] := running[slot];
            running[slot] := running[slot] + write_events[w];
            w := w + 1;
            while k <= claim_count and claim_writes[k] = w - 1 loop
                slot := claim_slots[k];
                holder := claim_new[slot];
                claim_previous[k] := holder;
                if not claim_takes[k] then
                    if holder = write_streams[w - 1] then
                        claim_new[slot] := null;
                    end if;
                elsif holder <> write_streams[w - 1] then
                    verdict := 5;
                    fault_writes[c] := w - 1 - w_from;
                    fault_keys[c] := claim_keys[k];
                    fault_ids[c] := holder;
                    exit;
                else
                    claim_new[slot] := write_streams[w - 1];
                end if;
                k := k + 1;
            end loop;
        end loop;

        if verdict <> 1 then
            for i in reverse w - 1 .. w_from loop
                running[write_slots[i]] := write_befores[i];
            end loop;
            for i in reverse k - 1 .. k_from loop
                claim_new[claim_slots[i]] := claim_previous[i];
            end loop;
            while w <= write_count and write_commands[w] = c loop
                w := w + 1;
            end loop;
            while k <= claim_count and write_commands[claim_writes[k]] = c loop
                k := k + 1;
            end loop;
        end if;
        outcomes[c] := verdict;
    end loop;
end
$$;
