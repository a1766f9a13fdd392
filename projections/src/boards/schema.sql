-- version: 4
-- One row per case: the state that the next act is folded onto. The rows of every board go with it.
create table boards_case (
    case_id uuid primary key,
    version integer not null,
    designation text not null,
    machine text not null,
    stage text not null,
    case_no text,
    remands smallint not null,
    transferred_to uuid,
    state text compression lz4 not null
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
-- One row per appeal.
create table boards_appeal (
    case_id uuid not null references boards_case on delete cascade,
    appeal uuid not null,
    place integer not null,
    route text,
    instance smallint not null,
    prior uuid,
    respondent uuid,
    name jsonb,
    decisions jsonb not null,
    state text not null,
    filed_on text,
    received_on text,
    accepted_on text,
    time_extended boolean,
    decide_by text,
    decided_on text,
    served_on text,
    refused_on text,
    passed_on text,
    withdrawn_on text,
    outcome text,
    next_route text,
    handler uuid,
    handling_organ uuid,
    panel smallint not null,
    event_id uuid,
    primary key (case_id, appeal)
);
-- One row per item of rectification.
create table boards_item (
    case_id uuid not null references boards_case on delete cascade,
    item uuid not null,
    place integer not null,
    state text not null,
    problem jsonb,
    kind text,
    source text,
    determinations jsonb not null,
    unit uuid,
    person uuid,
    supervisor uuid,
    ordered_on text,
    ordered_day date,
    due_on text,
    due_day date,
    letters integer not null,
    step text,
    ladder smallint not null,
    honours jsonb not null,
    votes integer not null,
    rejections integer not null,
    accepted boolean not null,
    accepted_on text,
    accepted_day date,
    event_id uuid,
    primary key (case_id, item)
);
-- One row per letter or step of the ladder taken on an item.
create table boards_step (
    case_id uuid not null references boards_case on delete cascade,
    item uuid not null,
    place integer not null,
    position smallint not null,
    step text,
    because_of text,
    missed_due_on text,
    taken_on text,
    event_id uuid not null,
    primary key (case_id, item, place)
);
-- In which cases an entry of the register stands, as a respondent or as somebody cleared.
create table boards_involved (
    case_id uuid not null references boards_case on delete cascade,
    subject uuid not null,
    capacity text not null,
    object uuid not null,
    kind text,
    post jsonb,
    opened_on text,
    case_no text,
    tracks jsonb not null,
    state text not null,
    primary key (case_id, capacity, object)
);
create index boards_involved_subject on boards_involved (subject, case_id);
-- What each measure restricts, as the domain derives it.
create table boards_period (
    case_id uuid not null references boards_case on delete cascade,
    no smallint not null,
    subject uuid,
    measure uuid not null,
    from_day date,
    until_day date,
    restriction jsonb not null,
    primary key (case_id, no)
);
create index boards_period_subject on boards_period (subject);
-- Honours forfeited.
create table boards_honour (
    case_id uuid not null references boards_case on delete cascade,
    event_id uuid not null,
    subject uuid,
    year integer,
    kind text,
    forfeited_on text,
    item uuid,
    measure uuid,
    primary key (case_id, event_id)
);
create index boards_honour_subject on boards_honour (subject);
-- What happened to posts, rank and pay.
create table boards_action (
    case_id uuid not null references boards_case on delete cascade,
    event_id uuid not null,
    subject uuid,
    measure uuid,
    action text,
    taken_on text,
    taken_day date,
    post jsonb,
    post_vs_former text,
    leading_post boolean,
    source text,
    rests_on_decision boolean not null,
    decision uuid,
    primary key (case_id, event_id)
);
create index boards_action_subject on boards_action (subject);
-- One row per case and case it belongs together with.
create table boards_relation (
    case_id uuid not null references boards_case on delete cascade,
    other uuid not null,
    relation text not null,
    event_id uuid not null,
    linked_on text,
    primary key (case_id, other, event_id)
);
create index boards_relation_other on boards_relation (other);
-- One row per act that tells a decision to somebody.
create table boards_publication (
    case_id uuid not null references boards_case on delete cascade,
    event_id uuid not null,
    place integer not null,
    act text not null,
    document uuid,
    doc_no text,
    determinations jsonb not null,
    appeal uuid,
    respondent uuid,
    name jsonb,
    list text not null,
    audience text,
    recipient jsonb,
    method text,
    scope text,
    redactions jsonb not null,
    withheld jsonb,
    told_on text,
    primary key (case_id, event_id)
);
-- What was told of each determination that stands.
create table boards_disclosure (
    case_id uuid not null references boards_case on delete cascade,
    determination uuid not null,
    respondent uuid not null,
    name jsonb,
    track text,
    outcome text,
    made_on text,
    documented boolean not null,
    served boolean not null,
    announced boolean not null,
    notified boolean not null,
    published boolean not null,
    withheld boolean not null,
    primary key (case_id, determination)
);
-- Who may neither act on the case nor know of it: one row for each person and ground.
create table boards_excluded (
    case_id uuid not null references boards_case on delete cascade,
    person uuid not null,
    ground text not null,
    object uuid not null,
    since integer not null,
    primary key (case_id, person, ground, object)
);
create index boards_excluded_person on boards_excluded (person, case_id);
-- Who reaches the case: the organs that handle it, how secret it is, and whether it is on appeal.
create table boards_scope (
    case_id uuid primary key references boards_case on delete cascade,
    organs uuid [] not null,
    confidentiality text,
    on_appeal boolean not null,
    workers uuid [] not null
);
