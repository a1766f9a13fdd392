-- version: 4
-- What rules demand of each case, and when that was known. Rows whose instant lies ahead are what will be if nothing is
-- recorded before: readers name the moment they read at.
create table procedure_check_case (
    case_id uuid primary key,
    version integer not null,
    judged_at timestamptz not null,
    bench uuid not null,
    ahead_bench uuid not null,
    ahead_until timestamptz,
    stamp jsonb not null,
    matter jsonb not null,
    -- Of the matter, what an overview of all cases counts.
    machine text not null,
    stage text not null,
    began_on date
);
-- Overviews read all cases, so they read them in an index and not in rows that hold so much else.
create index procedure_check_case_stage on procedure_check_case (machine, stage, case_id) include (began_on);
create index procedure_check_case_bench on procedure_check_case (ahead_bench, case_id);
create index procedure_check_case_ahead on procedure_check_case (ahead_until) where ahead_until is not null;
create table procedure_check_obligation (
    case_id uuid not null,
    obligation text not null,
    since timestamptz not null,
    until timestamptz,
    release text not null,
    calendar text not null,
    rule text not null,
    severity text not null,
    instance jsonb not null,
    trigger_id uuid,
    organ_id uuid,
    verdict text not null,
    phase text,
    due_on date,
    due_at timestamptz,
    late_days bigint,
    provisional boolean not null,
    remembered boolean not null,
    cites jsonb not null,
    flags jsonb not null,
    steps jsonb not null,
    waits_for jsonb not null,
    digest uuid not null,
    primary key (case_id, obligation, since)
);
create index procedure_check_obligation_due on procedure_check_obligation (due_at) where verdict = 'pending';
create index procedure_check_obligation_open
on procedure_check_obligation (organ_id, due_at) where verdict in ('pending', 'violated');
-- The order of the clock board, whose first page would otherwise sort everything that is open.
create index procedure_check_obligation_clock
on procedure_check_obligation (coalesce(due_at, '9999-01-01T00:00:00Z'::timestamptz), case_id, obligation)
where verdict = 'pending' or (verdict = 'violated' and phase = 'open' and due_at is not null);
-- What an overview of all cases counts of what is open.
create index procedure_check_obligation_standing
on procedure_check_obligation (case_id)
include (organ_id, since, until, severity, verdict, phase, due_on, due_at, release, rule)
where verdict = 'pending' or (verdict = 'violated' and phase = 'open' and due_at is not null);
create table procedure_check_change (
    case_id uuid not null,
    version integer not null,
    known_at timestamptz not null,
    obligation text not null,
    from_verdict text,
    from_phase text,
    from_due_on date,
    to_verdict text,
    to_phase text,
    to_due_on date,
    to_due_at timestamptz,
    cause text not null,
    cause_event uuid,
    cause_position bigint,
    primary key (case_id, version, known_at, obligation)
);
create index procedure_check_change_known on procedure_check_change (known_at);
-- What work lists show: each open duty under one person or one office, papers that wait for a decision, what was done.
create table procedure_check_task (
    case_id uuid not null,
    task text collate "C" not null,
    since timestamptz not null,
    until timestamptz,
    tab text not null,
    person uuid,
    office uuid,
    obligation text,
    event_id uuid,
    trigger_id uuid,
    release text,
    rule text,
    severity text,
    standing text not null,
    instance jsonb not null,
    acts jsonb not null,
    due_on date,
    due_at timestamptz,
    place bigint not null,
    provisional boolean not null,
    remembered boolean not null,
    turned boolean not null,
    primary key (case_id, task, since),
    constraint procedure_check_task_holder
    check (obligation is null or tab = 'done' or num_nonnulls(person, office) = 1)
);
create index procedure_check_task_person
on procedure_check_task (person, tab, place, case_id, task) where person is not null;
create index procedure_check_task_office
on procedure_check_task (office, tab, place, case_id, task) where office is not null;
