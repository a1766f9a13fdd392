-- Private parts and the keys that open them exist nowhere else: no event holds a text, so nothing here can be rebuilt.

do $$
begin
    if not exists (select from pg_roles where rolname = 'wenze_app') then
        raise exception 'the role wenze_app does not exist in this cluster'
            using hint = 'create it once with wenze_ledger::provision before migrating';
    end if;
end
$$;

create schema vault;

-- An erased part stays as a tombstone (no ciphertext), so that verify can tell erasure from loss.
create table vault.part (
    log_id smallint not null,
    event_id uuid not null,
    part_no smallint not null,
    subject text not null,
    key_id uuid not null,
    ciphertext bytea,
    erased_at timestamptz,
    primary key (log_id, event_id, part_no),
    check ((ciphertext is null) = (erased_at is not null))
);

-- Ciphertext does not compress; trying costs time on every append.
alter table vault.part
    alter column ciphertext set storage external;

create index part_by_subject
    on vault.part (log_id, subject);

-- A destroyed key stays as a tombstone (nothing wrapped), so that append can refuse it for ever.
create table vault.subject_key (
    log_id smallint not null,
    key_id uuid not null,
    subject text not null,
    epoch integer not null,
    wrapped bytea,
    created_at timestamptz not null,
    destroyed_at timestamptz,
    primary key (log_id, key_id),
    check ((wrapped is null) = (destroyed_at is not null))
);

create index subject_key_by_subject
    on vault.subject_key (log_id, subject);
