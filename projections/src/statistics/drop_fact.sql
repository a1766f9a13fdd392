delete from statistics_fact as fact
using unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[]) as gone (case_id, kind, subject, known_from)
where (fact.case_id, fact.kind, fact.subject, fact.known_from)
    = (gone.case_id, gone.kind, gone.subject, gone.known_from)
