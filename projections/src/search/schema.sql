-- version: 2
-- What search finds. The one read model that holds private texts of class `text`: they go when their part is erased (decision 0012).
create table search_case (
    case_id uuid primary key,
    version integer not null,
    designation text not null,
    machine text not null,
    stage text not null,
    closed boolean not null,
    case_no text,
    organ_id uuid,
    year smallint,
    last_recorded_at timestamptz not null,
    respondents uuid[] not null,
    objects uuid[] not null,
    words tsvector not null,
    state text compression lz4 not null
)
-- What every search reads stays narrow; what few rows of it need lies beside.
with (toast_tuple_target = 256);
create index search_case_words on search_case using gin (words) with (gin_pending_list_limit = 256);

-- One private part or open text of an act in force.
create table search_passage (
    case_id uuid not null,
    version integer not null,
    ordinal smallint not null,
    event_id uuid not null,
    kind text not null,
    occurred text,
    occurred_from date,
    occurred_until date,
    field text not null,
    part_event uuid,
    part_no smallint,
    text text not null,
    plain text not null,
    primary key (case_id, version, ordinal)
);
create index search_passage_part on search_passage (part_event, part_no) where part_event is not null;

-- Numbers of a case, found by any piece of them.
create table search_number (
    case_id uuid not null,
    number text not null,
    plain text not null,
    grams text[] not null,
    primary key (case_id, number)
);
create index search_number_grams on search_number using gin (grams);

-- Names of the register, found by any piece of them.
create table search_name (
    id uuid primary key,
    kind text not null,
    part_event uuid,
    part_no smallint,
    name text not null,
    plain text not null,
    grams text[] not null
);
create index search_name_grams on search_name using gin (grams);
create index search_name_part on search_name (part_event, part_no) where part_event is not null;
