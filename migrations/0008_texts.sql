-- The texts of rulebooks and calendars exist nowhere else: an event holds only the digest, and without the text no finding can be made again.

create schema rulebook;

-- Texts are the same for every log of the database, so no log_id stands in the key.
create table rulebook.text (
    sha256 bytea primary key,
    kind text not null,
    body bytea not null,
    stored_at timestamptz not null default clock_timestamp(),
    check (kind in ('rulebook', 'calendar')),
    check (octet_length(sha256) = 32),
    check (octet_length(body) between 1 and 4194304)
);

-- Puts a text once, under the digest that an event will name; true if it was not there yet. The digest is computed
-- again here, so that no caller can put one text under the name of another.
create function rulebook.put(text_sha256 bytea, text_kind text, text_body bytea) returns boolean
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if sha256(text_body) is distinct from text_sha256 then
        raise exception 'the text is not the one that the digest names' using errcode = 'WZ005';
    end if;
    insert into rulebook.text (sha256, kind, body)
    values (text_sha256, text_kind, text_body)
    on conflict do nothing;
    return found;
end
$$;

create trigger append_only before update or delete on rulebook.text
    for each row execute function log.refuse_change();

alter table rulebook.text
    enable always trigger append_only;

create trigger never_emptied before truncate on rulebook.text
    for each statement execute function log.refuse_change();

alter table rulebook.text
    enable always trigger never_emptied;

revoke all on function rulebook.put from public;

grant usage on schema rulebook to wenze_app;

grant select on rulebook.text to wenze_app;

grant execute on function rulebook.put to wenze_app;

-- Which rulebooks and calendars there are is asked at every judging; there are few among many cases.
create index stream_head_of_rulebooks
    on log.stream_head (log_id, stream_kind, stream_id)
    where stream_kind in ('rulebook', 'calendar');
