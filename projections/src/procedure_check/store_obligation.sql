insert into procedure_check_obligation (
    case_id, obligation, since, until, release, calendar, rule, severity, instance, trigger_id, organ_id, verdict,
    phase, due_on, due_at, late_days, provisional, remembered, cites, flags, steps, waits_for, digest
)
select
    given.case_id,
    given.obligation,
    given.since,
    given.until,
    given.release,
    given.calendar,
    given.rule,
    given.severity,
    given.instance::jsonb,
    given.trigger_id,
    given.organ_id,
    given.verdict,
    given.phase,
    given.due_on,
    given.due_at,
    given.late_days,
    given.provisional,
    given.remembered,
    given.cites::jsonb,
    given.flags::jsonb,
    given.steps::jsonb,
    given.waits_for::jsonb,
    given.digest
from unnest(
    $1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
    $10::uuid[], $11::uuid[], $12::text[], $13::text[], $14::date[], $15::timestamptz[], $16::bigint[], $17::boolean[],
    $18::boolean[], $19::text[], $20::text[], $21::text[], $22::text[], $23::uuid[]
) as given (
    case_id, obligation, since, until, release, calendar, rule, severity, instance, trigger_id, organ_id, verdict,
    phase, due_on, due_at, late_days, provisional, remembered, cites, flags, steps, waits_for, digest
)
on conflict (case_id, obligation, since) do update set
    until = excluded.until,
    release = excluded.release,
    calendar = excluded.calendar,
    rule = excluded.rule,
    severity = excluded.severity,
    instance = excluded.instance,
    trigger_id = excluded.trigger_id,
    organ_id = excluded.organ_id,
    verdict = excluded.verdict,
    phase = excluded.phase,
    due_on = excluded.due_on,
    due_at = excluded.due_at,
    late_days = excluded.late_days,
    provisional = excluded.provisional,
    remembered = excluded.remembered,
    cites = excluded.cites,
    flags = excluded.flags,
    steps = excluded.steps,
    waits_for = excluded.waits_for,
    digest = excluded.digest
