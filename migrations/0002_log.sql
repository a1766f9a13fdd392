-- The log is the record itself: every read model is rebuilt from it and it is rebuilt from nothing.

-- Columns stand in the order that wastes no padding; log_id comes first where it matters, in every key.
create schema log;

-- One row per log, locked by every append and never updated: commit order is position order.
create table log.gate (
    log_id smallint primary key,
    opened_at timestamptz not null default clock_timestamp()
);

-- Bounds on the columns are tested inside append: a check constraint is parsed anew by every statement, which costs
-- more than the insert of a row, and nothing but append can insert.
create table log.event (
    position bigint not null,
    recorded_at timestamptz not null,
    occurred_from timestamptz,
    occurred_until timestamptz,
    known_at timestamptz,
    stream_version integer not null,
    log_id smallint not null,
    schema_version smallint not null,
    event_id uuid not null,
    stream_id uuid not null,
    command_id uuid not null,
    stream_kind text not null,
    kind text not null,
    entered_from text not null,
    content_hash bytea not null,
    record_hash bytea not null,
    content bytea not null,
    primary key (log_id, position)
);

-- These two are not unique on purpose: uniqueness is decided under the gate and re-checked by verify,
-- so that the table can be partitioned by position.
create index event_by_stream
    on log.event (log_id, stream_id, stream_version);

create index event_by_id
    on log.event (log_id, event_id);

-- The key is the fork check: two batches cannot follow the same position.
create table log.batch (
    log_id smallint not null,
    first bigint not null,
    last bigint not null,
    prev_last bigint not null,
    recorded_at timestamptz not null,
    epoch bigint not null,
    node text not null,
    constraint batch_never_forks primary key (log_id, prev_last),
    check (first = prev_last + 1)
);

-- An index over event that append keeps: rebuilt from event, compared by verify.
create table log.stream_head (
    last_position bigint not null,
    version integer not null,
    log_id smallint not null,
    stream_id uuid not null,
    stream_kind text not null,
    primary key (log_id, stream_id)
) with (fillfactor = 80);

create table log.command_result (
    first bigint not null,
    last bigint not null,
    log_id smallint not null,
    command_id uuid not null,
    request_hash bytea not null,
    primary key (log_id, command_id)
);

-- Exact uniqueness across streams; both takes and releases stand in content, so this too can be rebuilt.
create table log.claim (
    log_id smallint not null,
    stream_id uuid not null,
    key text not null,
    primary key (log_id, key)
);

-- What the log assigns and what the writer wrote, in one hash; the RFC 6962 leaf input is these 32 bytes.
create function log.record_hash(
    log_no smallint,
    event_position bigint,
    event_id uuid,
    stream_id uuid,
    stream_version integer,
    recorded_us bigint,
    content_hash bytea
) returns bytea
language sql
immutable
parallel safe
return sha256(
    '\x77656e7a652f7265636f72642f763100'::bytea
    || int2send(log_no)
    || int8send(event_position)
    || uuid_send(event_id)
    || uuid_send(stream_id)
    || int4send(stream_version)
    || int8send(recorded_us)
    || content_hash
);

-- Another log in the same database begins with its gate.
create function log.open(log_no smallint) returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
begin atomic
    insert into log.gate (log_id)
    values (log_no)
    on conflict do nothing;
end;

select log.open(1::smallint);
