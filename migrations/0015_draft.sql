-- Drafts of forms are no part of the record: their author alone reads them, and they go when the act is recorded or their time is over.
-- Each is sealed under a key of its own, which is wrapped for its author; a draft that is passed on is wrapped anew for whoever gets it.

create table vault.draft (
    log_id smallint not null,
    author uuid not null,
    form_key text not null,
    form text not null,
    case_id uuid,
    key_id uuid not null,
    epoch integer not null,
    wrapped bytea not null,
    ciphertext bytea not null,
    passed_by uuid,
    saved_at timestamptz not null default clock_timestamp(),
    primary key (log_id, author, form_key),
    check (char_length(form_key) between 1 and 64),
    check (char_length(form) between 1 and 300)
);

-- Ciphertext does not compress.
alter table vault.draft
    alter column ciphertext set storage external;

create index draft_of_case
    on vault.draft (log_id, case_id);

create index draft_by_age
    on vault.draft (saved_at);

grant select, insert, update, delete on vault.draft to wenze_app;
