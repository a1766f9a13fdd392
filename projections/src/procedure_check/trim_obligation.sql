-- Obligations that are no more, or no longer stand as they did since then.
delete from procedure_check_obligation as obligation
using unnest($1::uuid[], $2::text[], $3::timestamptz[]) as gone (case_id, obligation, since)
where obligation.case_id = gone.case_id
    and obligation.obligation = gone.obligation
    and obligation.since = gone.since
