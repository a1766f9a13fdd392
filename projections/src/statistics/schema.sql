-- version: 2
-- The state that the next act is folded onto.
create table statistics_case (
    case_id uuid primary key,
    state text compression lz4 not null
);
-- A dated fact of a case, as it was known from one instant to another.
create table statistics_fact (
    case_id uuid not null references statistics_case on delete cascade,
    kind text not null,
    subject text not null,
    known_from timestamptz not null,
    -- Null while it is still known so.
    known_until timestamptz,
    organ_id uuid,
    -- The first day on which it may have happened; null where the papers give no date.
    on_day date,
    -- From this day on it was over, and since that instant that is known; null while it goes on.
    until_day date,
    until_known timestamptz,
    -- Days since what it is measured from.
    days integer,
    dims jsonb not null,
    primary key (case_id, kind, subject, known_from)
);
create index statistics_fact_day on statistics_fact (kind, on_day);
-- What goes on, or was not known to be over: a stock of today reads these and not the whole past.
create index statistics_fact_until on statistics_fact (kind, until_day);
create index statistics_fact_until_known on statistics_fact (kind, until_known);
-- By what a fact is told apart: the one expression behind every cell and its list.
create function statistics_cell(fact statistics_fact, dimension text, day date) returns text language sql stable as $$
    select case dimension
        when 'organ' then fact.organ_id::text
        when 'year' then to_char(fact.on_day, 'YYYY')
        when 'quarter' then to_char(fact.on_day, 'YYYY"-Q"Q')
        when 'month' then to_char(fact.on_day, 'YYYY-MM')
        when 'age' then case
            when day - fact.on_day <= 30 then '0-30'
            when day - fact.on_day <= 90 then '31-90'
            when day - fact.on_day <= 180 then '91-180'
            when day - fact.on_day <= 365 then '181-365'
            when day - fact.on_day > 365 then '366-'
        end
        else fact.dims ->> dimension
    end
$$;
-- What a statistic counts: the one condition behind every number and every list.
--   kinds, needs   of these kinds, told apart by this dimension
--   standing       what goes on at the end of `to_day`, and not what happened in the period
--   measured       only what has a time
--   known          as was known then; null for what is known now
--   only, organ    with these values, of this organ
--   hidden         cases that the caller may not see
create function statistics_counted(
    kinds text[],
    needs text,
    standing boolean,
    measured boolean,
    from_day date,
    to_day date,
    known timestamptz,
    organ uuid,
    only_these jsonb,
    hidden uuid[],
    by_one text,
    by_two text
) returns table (
    case_id uuid,
    kind text,
    subject text,
    organ_id uuid,
    on_day date,
    until_day date,
    measure integer,
    dims jsonb,
    cell_one text,
    cell_two text
) language sql stable as $$
    select
        fact.case_id,
        fact.kind,
        fact.subject,
        fact.organ_id,
        fact.on_day,
        case when fact.until_known <= coalesce(known, 'infinity') then fact.until_day end,
        case when standing then to_day - fact.on_day else fact.days end,
        fact.dims,
        statistics_cell(fact, by_one, to_day),
        statistics_cell(fact, by_two, to_day)
    from statistics_fact as fact
    where fact.kind = any(kinds)
        and fact.known_from <= coalesce(known, 'infinity')
        and (fact.known_until is null or fact.known_until > known)
        and (standing or from_day is null or fact.on_day >= from_day)
        and (to_day is null or fact.on_day <= to_day)
        and (not standing or fact.until_day is null or fact.until_day > to_day or fact.until_known > known)
        and (not measured or fact.days is not null)
        and (needs is null or fact.dims ? needs)
        and (organ is null or fact.organ_id = organ)
        and fact.dims @> only_these
        and fact.case_id not in (select unnest(hidden))
$$;
