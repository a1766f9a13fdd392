-- The promise that nothing is rewritten is kept by these grants and triggers; nothing else could restore it afterwards.

create function log.refuse_change() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception '% on %.% is refused: the log is append-only', tg_op, tg_table_schema, tg_table_name
        using errcode = 'WZ002';
end
$$;

do $$
declare
    item record;
begin
    -- Heads move and claims come and go, by append alone; keys and parts lose their secret, by vault.erase alone.
    for item in
        select *
        from (values
            ('log.gate', 'update or delete'),
            ('log.event', 'update or delete'),
            ('log.batch', 'update or delete'),
            ('log.command_result', 'update or delete'),
            ('log.stream_head', 'delete'),
            ('vault.part', 'delete'),
            ('vault.subject_key', 'delete')
        ) as t (relation, changes)
    loop
        execute format(
            'create trigger append_only before %s on %s for each row execute function log.refuse_change()',
            item.changes, item.relation
        );
        execute format('alter table %s enable always trigger append_only', item.relation);
    end loop;
    for item in
        select unnest(array[
            'log.gate', 'log.event', 'log.batch', 'log.command_result', 'log.stream_head', 'log.claim',
            'vault.part', 'vault.subject_key'
        ]) as relation
    loop
        execute format(
            'create trigger never_emptied before truncate on %s for each statement execute function log.refuse_change()',
            item.relation
        );
        execute format('alter table %s enable always trigger never_emptied', item.relation);
    end loop;
end
$$;

revoke all on all functions in schema log, vault from public;

grant usage on schema log, vault to wenze_app;

grant select on all tables in schema log, vault to wenze_app;

grant execute on function log.append to wenze_app;

grant execute on function log.record_hash to wenze_app;

-- Read models and the projector's own schema belong to the application, which may drop and rebuild them.
do $$
begin
    execute format('grant create on database %I to wenze_app', current_database());
end
$$;
