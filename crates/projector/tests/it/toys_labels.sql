-- version: 1

create table toy_label (
    stream_id uuid not null,
    label bigint not null,
    sum bigint not null,
    primary key (stream_id, label)
);
