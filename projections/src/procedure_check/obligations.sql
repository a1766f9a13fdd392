select
    obligation.case_id,
    obligation.obligation,
    obligation.since,
    -- An act is a judging of all that is open; what lies ahead was found at its own instant.
    greatest(judged.judged_at, obligation.since) as "as_of!",
    obligation.release,
    obligation.calendar,
    obligation.rule,
    obligation.severity,
    obligation.instance,
    obligation.trigger_id,
    obligation.organ_id,
    obligation.verdict,
    obligation.phase,
    obligation.due_on,
    obligation.due_at,
    obligation.late_days,
    obligation.provisional,
    obligation.remembered,
    obligation.cites,
    obligation.flags,
    obligation.steps,
    obligation.waits_for
from procedure_check_obligation as obligation
inner join procedure_check_case as judged on judged.case_id = obligation.case_id
where obligation.case_id = $1
    and obligation.since <= $2
    and (obligation.until is null or obligation.until > $2)
order by obligation.obligation
