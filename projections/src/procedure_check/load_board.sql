-- How each obligation stood when the last act had been judged and stands from later instants on, and what tells its row from others.
select
    obligation.case_id,
    obligation.obligation,
    obligation.since,
    obligation.verdict,
    obligation.phase,
    obligation.due_on,
    obligation.due_at,
    obligation.digest,
    obligation.since > judged.judged_at as "is_ahead!"
from procedure_check_obligation as obligation
inner join procedure_check_case as judged on judged.case_id = obligation.case_id
where obligation.case_id = any($1)
