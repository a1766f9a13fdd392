do $$
begin
    if not exists (select from pg_roles where rolname = 'wenze_app') then
        create role wenze_app nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
    end if;
    execute format('alter role wenze_app login password %L', current_setting('wenze.app_password'));
end
$$;
