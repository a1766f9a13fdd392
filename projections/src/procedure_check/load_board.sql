-- How each obligation stood when the last act had been judged.
select
    obligation.case_id,
    obligation.obligation,
    obligation.since,
    obligation.verdict,
    obligation.phase,
    obligation.due_on,
    obligation.due_at
from procedure_check_obligation as obligation
inner join procedure_check_case as judged on judged.case_id = obligation.case_id
where obligation.case_id = any($1)
    and obligation.since <= judged.judged_at
