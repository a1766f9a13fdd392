-- version: 2

create table toy_tally (
    stream_id uuid primary key,
    sum integer not null,
    events integer not null,
    remark text not null default ''
);
