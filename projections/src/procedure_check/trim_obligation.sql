-- Obligations that are no more, or no longer stand as they did since then.
delete from procedure_check_obligation as obligation
where obligation.case_id = any($1)
    and not exists (
        select
        from unnest($2::uuid[], $3::text[], $4::timestamptz[]) as given (case_id, obligation, since)
        where given.case_id = obligation.case_id
            and given.obligation = obligation.obligation
            and given.since = obligation.since
    )
