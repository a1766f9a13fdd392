-- Which evidence files there are, whose they are and how they are put together stands nowhere else: the objects alone are noise.

-- Name, digest and the state of an unfinished upload are sealed under a key made from the subject's: they go with it.
-- Unfinished until stored_at; cleared once its key was destroyed and its objects were deleted. That the key is there begin_file
-- sees to, and no key is ever deleted: a foreign key would let a truncate of the keys be refused for another reason than its own.
create table vault.file (
    log_id smallint not null,
    file_id uuid not null,
    case_id uuid not null,
    subject text not null,
    key_id uuid not null,
    class text not null,
    media_type text not null,
    size bigint not null,
    name bytea not null,
    request_mac bytea not null,
    uploaded_by uuid not null,
    role text not null,
    office_id uuid not null,
    begun_at timestamptz not null default clock_timestamp(),
    touched_at timestamptz not null default clock_timestamp(),
    turn uuid,
    received bigint not null default 0,
    objects uuid[] not null default '{}',
    progress bytea,
    digest bytea,
    stored_at timestamptz,
    cleared_at timestamptz,
    primary key (log_id, file_id),
    check (class in ('text', 'sealed')),
    check (size between 0 and 2147483648),
    check (received between 0 and size),
    check (char_length(media_type) between 3 and 127),
    check (octet_length(request_mac) = 32),
    check (cardinality(objects) <= 512),
    check (octet_length(progress) <= 70000),
    check ((stored_at is null) = (digest is null)),
    check (stored_at is null or (progress is null and received = size)),
    check (cleared_at is null or stored_at is not null)
);

create index file_of_case
    on vault.file (log_id, case_id, file_id);

create index file_unfinished
    on vault.file (log_id, uploaded_by, touched_at)
    where stored_at is null;

create index file_by_key
    on vault.file (log_id, key_id);

-- Begins an upload under a key that lives, which it may bring. The gate keeps the key from being destroyed meanwhile, and
-- two uploads of one person from passing a bound together.
create function vault.begin_file(
    log_no smallint,
    new_file uuid,
    of_case uuid,
    whose text,
    with_key uuid,
    fresh_epoch integer,
    fresh_wrapped bytea,
    its_class text,
    its_type text,
    its_size bigint,
    its_name bytea,
    its_request bytea,
    person uuid,
    in_role text,
    at_office uuid,
    unfinished_max integer,
    of_case_max integer
) returns text
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform
    from log.gate g
    where g.log_id = log_no
    for update;
    if not found then
        raise exception 'log % has no gate', log_no using errcode = 'WZ001';
    end if;

    if exists (select from vault.file f where f.log_id = log_no and f.file_id = new_file) then
        return 'taken';
    end if;
    if (
        select count(*)
        from vault.file f
        where f.log_id = log_no
            and f.uploaded_by = person
            and f.stored_at is null
    ) >= unfinished_max then
        return 'unfinished';
    end if;
    if (
        select count(*)
        from vault.file f
        where f.log_id = log_no
            and f.case_id = of_case
    ) >= of_case_max then
        return 'of_case';
    end if;

    if fresh_wrapped is not null then
        insert into vault.subject_key (log_id, key_id, subject, epoch, wrapped, created_at)
        values (log_no, with_key, whose, fresh_epoch, fresh_wrapped, clock_timestamp())
        on conflict (log_id, key_id) do nothing;
    end if;
    if not exists (
        select
        from vault.subject_key k
        where k.log_id = log_no
            and k.key_id = with_key
            and k.subject = whose
            and k.destroyed_at is null
    ) then
        return 'key';
    end if;

    insert into vault.file (
        log_id, file_id, case_id, subject, key_id, class, media_type, size, name, request_mac, uploaded_by, role, office_id
    )
    values (
        log_no, new_file, of_case, whose, with_key, its_class, its_type, its_size, its_name, its_request, person, in_role,
        at_office
    );
    return 'begun';
end
$$;

-- What is stored stays as it was stored. All that may still happen to it is that its objects are cleared away, and that only
-- once its key is destroyed; else whoever can write here could pass a loss off as an erasure.
create function vault.keep_file() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    if old.stored_at is null and tg_op = 'DELETE' then
        return old;
    end if;
    if old.stored_at is null then
        return new;
    end if;
    if tg_op = 'DELETE' or (to_jsonb(new) - 'cleared_at') is distinct from (to_jsonb(old) - 'cleared_at') then
        raise exception '% of a stored file is refused', tg_op using errcode = 'WZ002';
    end if;
    if old.cleared_at is not null or not exists (
        select
        from vault.subject_key k
        where k.log_id = old.log_id
            and k.key_id = old.key_id
            and k.destroyed_at is not null
    ) then
        raise exception 'only a file that was erased is cleared, and once' using errcode = 'WZ002';
    end if;
    return new;
end
$$;

create trigger kept before update or delete on vault.file
    for each row execute function vault.keep_file();

alter table vault.file
    enable always trigger kept;

create trigger never_emptied before truncate on vault.file
    for each statement execute function log.refuse_change();

alter table vault.file
    enable always trigger never_emptied;

revoke all on function vault.begin_file, vault.keep_file from public;

grant execute on function vault.begin_file to wenze_app;

grant select, delete on vault.file to wenze_app;

grant update (touched_at, turn, received, objects, progress, digest, stored_at, cleared_at)
    on vault.file to wenze_app;
