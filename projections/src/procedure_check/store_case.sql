insert into procedure_check_case (
    case_id, version, judged_at, bench, ahead_bench, ahead_until, stamp, matter, machine, stage, began_on
)
select
    given.case_id,
    given.version,
    given.judged_at,
    given.bench,
    given.ahead_bench,
    given.ahead_until,
    given.stamp::jsonb,
    given.matter::jsonb,
    given.matter::jsonb ->> 'machine',
    given.matter::jsonb ->> 'stage',
    (given.matter::jsonb ->> 'began_on')::date
from unnest($1::uuid[], $2::integer[], $3::timestamptz[], $4::uuid[], $5::uuid[], $6::timestamptz[], $7::text[], $8::text[])
    as given (case_id, version, judged_at, bench, ahead_bench, ahead_until, stamp, matter)
on conflict (case_id) do update set
    version = excluded.version,
    judged_at = excluded.judged_at,
    bench = excluded.bench,
    ahead_bench = excluded.ahead_bench,
    ahead_until = excluded.ahead_until,
    stamp = excluded.stamp,
    matter = excluded.matter,
    machine = excluded.machine,
    stage = excluded.stage,
    began_on = excluded.began_on
