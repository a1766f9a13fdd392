-- Drafts are wrapped by the master keys too: one that still wraps a draft is not retired, and none is wrapped by a retired one.

create or replace function vault.retire_master(log_no smallint, retired integer) returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    left_over bigint;
begin
    perform
    from log.gate g
    where g.log_id = log_no
    for update;
    if not found then
        raise exception 'log % has no gate', log_no using errcode = 'WZ001';
    end if;
    -- Drafts are kept without the gate.
    lock table vault.draft in share row exclusive mode;

    select count(*)
    into left_over
    from (
        select k.wrapped
        from vault.subject_key k
        where k.log_id = log_no
            and k.wrapped is not null
        union all
        select d.wrapped
        from vault.draft d
        where d.log_id = log_no
    ) as held
    where vault.master_of(held.wrapped) = retired;
    if left_over = 0 then
        insert into vault.retired_master (log_id, master)
        values (log_no, retired)
        on conflict do nothing;
    end if;
    return left_over;
end
$$;

create trigger wrapped_by_a_live_key
    before insert or update of wrapped on vault.draft
    for each row
    execute function vault.refuse_retired();
