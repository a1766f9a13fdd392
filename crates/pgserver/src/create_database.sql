select format('create database %I', :'name')
where not exists (
    select 1 from pg_database where datname = :'name'
)
\gexec
