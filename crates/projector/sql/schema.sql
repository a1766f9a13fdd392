-- How far each read model has come. Can be dropped: every model is then built again from the log.

create schema if not exists projector;

-- A row is never deleted, and a fence begins at the clock: a fence that was ever handed out never comes again, not even
-- after the schema was dropped.
create table if not exists projector.checkpoint (
    name text not null,
    version integer not null,
    stage text not null check (stage in ('live', 'next')),
    position bigint not null default 0,
    fence bigint not null default (extract(epoch from clock_timestamp()) * 1000000)::bigint,
    owner text,
    lease_until timestamptz not null default '-infinity',
    state text not null default 'running' check (state in ('running', 'stopped')),
    stopped_at_position bigint,
    reason text,
    primary key (name, version, stage),
    check ((state = 'stopped') = (stopped_at_position is not null)),
    check ((state = 'stopped') = (reason is not null))
) with (fillfactor = 50);

-- When a version of a model was last in somebody's hands: tables that nobody folds any more are dropped after a time.
alter table projector.checkpoint add column if not exists used_at timestamptz not null default clock_timestamp();

-- How far a build of new tables has come, for whoever waits for it: events folded in its present phase, and how many those will be.
alter table projector.checkpoint add column if not exists done bigint not null default 0;
alter table projector.checkpoint add column if not exists total bigint not null default 0;

-- Tables that a rebuild replaced and that can be taken back: the last event in them, and since when nobody reads them.
create table if not exists projector.replaced (
    name text not null,
    version integer not null,
    position bigint not null,
    replaced_at timestamptz not null default clock_timestamp(),
    -- They stand as the next tables and are being brought up to date.
    is_returning boolean not null default false,
    primary key (name, version)
);

-- Events that a person decided to leave out of a model, and why the model could not fold them.
create table if not exists projector.skipped (
    name text not null,
    version integer not null,
    position bigint not null,
    reason text not null,
    skipped_by text not null,
    skipped_at timestamptz not null default clock_timestamp(),
    primary key (name, version, position)
);
