-- version: 1
-- One row per case: the state that the next act is folded onto. The rows of every board go with it.
create table boards_case (
    case_id uuid primary key,
    version integer not null,
    designation text not null,
    machine text not null,
    stage text not null,
    case_no text,
    state jsonb not null
);
-- Who is responsible how: one row per responsibility attributed, and one for a pair that has none yet.
create table boards_responsibility (
    case_id uuid not null references boards_case on delete cascade,
    respondent uuid not null,
    track text not null,
    no smallint not null,
    kind text,
    name jsonb,
    post jsonb,
    post_level text,
    official uuid,
    organ uuid,
    state text not null,
    round integer not null,
    current boolean not null,
    collective boolean,
    role text,
    class text,
    causal_link jsonb,
    duty jsonb,
    objection boolean,
    event_id uuid,
    outcome text,
    determination uuid,
    standing text,
    judicial_outcome text,
    primary key (case_id, respondent, track, no)
);
-- What is missing among those responsible.
create table boards_responsibility_gap (
    case_id uuid not null references boards_case on delete cascade,
    no smallint not null,
    gap text not null,
    respondent uuid,
    track text,
    name jsonb,
    primary key (case_id, no)
);
