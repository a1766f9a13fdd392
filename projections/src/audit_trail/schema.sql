-- version: 4
-- One row per event of a case with what it moved, and per case the state that the next event is folded onto.
create table audit_trail (
    case_id uuid not null,
    version integer not null,
    event_id uuid not null,
    kind text not null,
    entry text compression lz4 not null,
    primary key (case_id, version)
);
create table audit_trail_case (
    case_id uuid primary key,
    version integer not null,
    state text compression lz4 not null
);
