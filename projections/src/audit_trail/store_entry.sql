insert into audit_trail (case_id, version, event_id, kind, entry)
select
    given.case_id,
    given.version,
    given.event_id,
    given.kind,
    given.entry
from
    unnest($1::uuid[], $2::integer[], $3::uuid[], $4::text[], $5::text[]) as given (case_id, version, event_id, kind, entry)
on conflict (case_id, version) do update set
    event_id = excluded.event_id,
    kind = excluded.kind,
    entry = excluded.entry
