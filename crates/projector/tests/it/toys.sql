-- version: 1

create table toy_tally (
    stream_id uuid primary key,
    events integer not null,
    sum integer not null
);
