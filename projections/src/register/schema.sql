-- version: 1
-- One row per person and per organ. A person's name is a private part: only where it lies is kept here.
create table register_person (
    person_id uuid primary key,
    version integer not null,
    state jsonb not null
);
create table register_organ (
    organ_id uuid primary key,
    version integer not null,
    name text not null,
    state jsonb not null
);
create index register_organ_name on register_organ (name, organ_id);
