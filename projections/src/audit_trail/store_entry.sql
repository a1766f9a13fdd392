insert into audit_trail (case_id, version, event_id, kind, entry)
select *
from unnest($1::uuid[], $2::integer[], $3::uuid[], $4::text[], $5::jsonb[])
on conflict (case_id, version) do update set
    event_id = excluded.event_id,
    kind = excluded.kind,
    entry = excluded.entry
