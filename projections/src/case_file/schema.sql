-- version: 4
-- One row per case: the case as it stands, `effective` with no cut, and what lists and searches ask for.
create table case_file (
    case_id uuid primary key,
    version integer not null,
    designation text not null,
    machine text not null,
    stage text not null,
    case_no text,
    opened_on text,
    numbers text not null,
    last_recorded_at timestamptz not null,
    state jsonb not null
);
-- How many cases stand where is counted in an index and not in rows that hold the whole case.
create index case_file_counted on case_file (designation, machine, stage, case_id);
create index case_file_latest on case_file (last_recorded_at desc, case_id desc);
create index case_file_stage on case_file (machine, stage, last_recorded_at desc, case_id desc);
