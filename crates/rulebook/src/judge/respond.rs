//! `respond`: after one act another must follow in time.

use chrono::NaiveDate;
use serde_json::Value;

use super::clock::{Begin, Clock, Limit, run};
use super::instance::Instance;
use super::{Bench, afterwards::Breach};
use crate::expr::Unknown;
use crate::finding::{Finding, Flag, Phase, Residual, Step, Verdict};
use crate::history::{Event, Order};
use crate::period::local_date;
use crate::rule::{Beneficiary, Body, Param, Pattern, Respond, Rule, Transition, Within};

/// The acts that can end a duty, as far as they can be placed.
struct Ends<'a> {
    done: Option<&'a Event>,
    discharged: Option<&'a Event>,
    /// Could be the fulfilment, but its date or a field of it is missing.
    unclear: Option<(&'a Event, Option<Unknown>)>,
}

/// How long a duty may take, or why that is not known.
enum Length {
    Limit(Limit),
    Promptly,
    NotApplicable,
    NotRegulated,
    Unknown(Unknown),
}

pub(super) fn judge<'a>(bench: Bench<'a>, body: &Respond, trigger: &'a Event, instance: &Instance) -> Finding {
    let begin = match begin(bench, body, trigger, instance) {
        Ok(begin) => begin,
        Err(finding) => return *finding,
    };
    let finding = under(bench, body, trigger, instance, begin, bench.rule);
    with_new_version(bench, trigger, instance, begin, finding)
}

/// A duty that begins with a breach starts on the day that was missed, so that the first day counted is the one after.
pub(super) fn after_breach(bench: Bench<'_>, breach: &Breach) -> Option<Finding> {
    let Body::Respond(body) = &bench.rule.body else { return None };
    let trigger = bench.sitting.index.by_id(breach.trigger.as_deref()?)?;
    if !bench.rule.window.holds(breach.due) {
        return None;
    }
    let is_same =
        |one: &&Instance| one.ids.iter().all(|(role, id)| breach.instance.get(role).is_none_or(|known| known == id));
    let mut instance = Instance::all(bench, trigger).iter().find(is_same)?.clone();
    if instance.ids.is_empty() {
        instance.ids.clone_from(&breach.instance);
    }
    match bench.applies(trigger, &instance) {
        Ok(false) => return Some(bench.finding(&instance, Some(trigger), Verdict::NotApplicable)),
        Err(unknown) => return Some(bench.unknown(trigger, &instance, Some(trigger), unknown)),
        Ok(true) => {}
    }
    let begin = Begin { date: breach.due, moment: None };
    let mut finding = under(bench, body, trigger, &instance, begin, bench.rule);
    finding.steps.insert(0, Step::BreachOf { rule: breach.rule.clone(), due: Some(breach.due) });
    Some(finding)
}

fn begin(bench: Bench<'_>, body: &Respond, trigger: &Event, instance: &Instance) -> Result<Begin, Box<Finding>> {
    if let Some(start) = &body.start {
        let date = start.date(&bench.scope(trigger, instance));
        return date
            .map(|date| Begin { date, moment: None })
            .map_err(|unknown| Box::new(bench.unknown(trigger, instance, Some(trigger), unknown)));
    }
    match trigger.at {
        Some(at) if at.is_a_day() => Ok(Begin { date: at.first, moment: at.moment }),
        _ => {
            let mut finding = bench.finding(instance, Some(trigger), Verdict::Undetermined);
            finding.steps.push(Step::DateUnknown { event: trigger.id.clone() });
            Err(Box::new(finding))
        }
    }
}

/// Judges the duty under one version of the rule.
fn under<'a>(
    bench: Bench<'a>,
    body: &Respond,
    trigger: &'a Event,
    instance: &Instance,
    begin: Begin,
    rule: &Rule,
) -> Finding {
    let ends = ends(bench, body, trigger, instance, begin);
    match length(bench, body, trigger, instance, begin.date) {
        Length::NotApplicable => bench.finding(instance, Some(trigger), Verdict::NotApplicable),
        Length::NotRegulated => bench.finding(instance, Some(trigger), Verdict::NotRegulated),
        Length::Unknown(unknown) => bench.unknown(trigger, instance, Some(trigger), unknown),
        Length::Promptly => promptly(bench, body, trigger, instance, begin, &ends),
        Length::Limit(limit) => {
            if let Some(clock) = run(bench, body, trigger, instance, begin, limit) {
                timed(bench, body, trigger, instance, &ends, &clock, rule)
            } else {
                let mut finding = bench.finding(instance, Some(trigger), Verdict::Undetermined);
                finding.steps.push(Step::Missing { event: Some(trigger.id.clone()), field: "time".to_owned() });
                finding
            }
        }
    }
}

fn length(bench: Bench<'_>, body: &Respond, trigger: &Event, instance: &Instance, day: NaiveDate) -> Length {
    match &body.within {
        Within::Promptly => Length::Promptly,
        Within::Fixed(period) => Length::Limit(Limit::Period(*period)),
        Within::Until(until) => match until.date(&bench.scope(trigger, instance)) {
            Ok(date) => Length::Limit(Limit::Date(date)),
            Err(unknown) => Length::Unknown(unknown),
        },
        Within::Param(param) => from_param(bench, param, instance, day),
    }
}

/// The value in force on the day whose facts are those of the case; a fact that is not known leaves it open.
fn from_param(bench: Bench<'_>, param: &Param, instance: &Instance, day: NaiveDate) -> Length {
    let mut missing = None;
    for value in param.values.iter().filter(|value| value.window.holds(day)) {
        let mut picks = true;
        for (fact, wanted) in &value.selectors {
            let known = bench.sitting.case.get(fact).or_else(|| instance.facts.get(fact));
            match known {
                None | Some(Value::Null) => {
                    missing = Some(fact.clone());
                    picks = false;
                }
                Some(known) if known != wanted => {
                    picks = false;
                    // A fact that excludes the value makes the others irrelevant.
                    break;
                }
                Some(_) => {}
            }
        }
        if picks {
            return value.period.map_or(Length::NotRegulated, |period| Length::Limit(Limit::Period(period)));
        }
    }
    missing.map_or(Length::NotApplicable, |fact| Length::Unknown(Unknown::Field(format!("inst.{fact}").into())))
}

fn ends<'a>(bench: Bench<'a>, body: &Respond, trigger: &'a Event, instance: &Instance, begin: Begin) -> Ends<'a> {
    let mut found = Ends { done: None, discharged: None, unclear: None };
    for event in bench.sitting.index.of(&body.action.kinds) {
        if event.id == trigger.id || !bench.concerns(event, instance, trigger) {
            continue;
        }
        match follows(body, trigger, event, begin) {
            Order::After => {}
            Order::Unknown => found.unclear = found.unclear.or(Some((event, None))),
            Order::Before | Order::SameDay => match bench.fits(&body.action, event, instance, trigger) {
                Ok(true) => found.done = Some(earlier(found.done, event)),
                Ok(false) => {}
                Err(unknown) => found.unclear = found.unclear.or(Some((event, Some(unknown)))),
            },
        }
    }
    for pattern in &body.discharge {
        found.discharged = first_of(bench, pattern, trigger, instance, found.discharged);
    }
    found
}

/// How an act stands to the start of the duty.
fn follows(body: &Respond, trigger: &Event, event: &Event, begin: Begin) -> Order {
    let Some(at) = event.at else { return Order::Unknown };
    if body.on.breach_of.is_some() {
        // What was done before the breach was no answer to it.
        return if at.first > begin.date { Order::Before } else { Order::After };
    }
    if body.start.is_some() {
        return if at.last >= begin.date { Order::Before } else { Order::After };
    }
    trigger.order(event)
}

fn earlier<'a>(known: Option<&'a Event>, event: &'a Event) -> &'a Event {
    match known {
        Some(known) if known.order(event) != Order::After => known,
        _ => event,
    }
}

fn first_of<'a>(
    bench: Bench<'a>,
    pattern: &Pattern,
    trigger: &'a Event,
    instance: &Instance,
    known: Option<&'a Event>,
) -> Option<&'a Event> {
    let found = bench.sitting.index.of(&pattern.kinds).find(|event| {
        event.id != trigger.id
            && bench.concerns(event, instance, trigger)
            && matches!(trigger.order(event), Order::Before | Order::SameDay)
            && bench.fits(pattern, event, instance, trigger) == Ok(true)
    });
    found.map_or(known, |event| Some(earlier(known, event)))
}

fn promptly<'a>(
    bench: Bench<'a>,
    body: &Respond,
    trigger: &'a Event,
    instance: &Instance,
    begin: Begin,
    ends: &Ends<'a>,
) -> Finding {
    let mut finding = bench.finding(instance, Some(trigger), Verdict::Pending);
    if let Some(done) = ends.done {
        finding.verdict = Verdict::Satisfied;
        finding.cite(done);
        finding.steps.push(Step::DoneBy { event: done.id.clone() });
    } else if let Some(end) = ends.discharged {
        finding.verdict = Verdict::Discharged;
        finding.cite(end);
        finding.steps.push(Step::DischargedBy { event: end.id.clone() });
    } else if let Some((event, unknown)) = &ends.unclear {
        unclear(&mut finding, trigger, event, unknown.clone());
    } else {
        let days = (local_date(bench.sitting.moment.as_of, bench.ready.book.zone) - begin.date).num_days();
        finding.steps.push(Step::NoFigure { days });
        finding.residual = Some(Residual { what: body.action.kinds.clone(), by: None });
        return finding.is(Phase::DueUnknown);
    }
    finding
}

fn unclear(finding: &mut Finding, trigger: &Event, event: &Event, unknown: Option<Unknown>) {
    finding.cite(event);
    if let Some(unknown) = unknown {
        // Here `event` of the condition is the act that would have fulfilled the duty.
        finding.lack(event, Some(trigger), unknown);
        return;
    }
    finding.verdict = Verdict::Undetermined;
    finding.phase = None;
    finding.steps.push(Step::DateUnknown { event: event.id.clone() });
}

fn timed<'a>(
    bench: Bench<'a>,
    body: &Respond,
    trigger: &'a Event,
    instance: &Instance,
    ends: &Ends<'a>,
    clock: &Clock<'a>,
    rule: &Rule,
) -> Finding {
    let mut finding = bench.finding(instance, Some(trigger), Verdict::Pending);
    finding.in_force_from = rule.window.from;
    finding.flags.extend(clock.flags.iter().copied());
    clock.cites.iter().for_each(|event| finding.cite(event));
    finding.steps.extend(clock.steps.iter().cloned());
    finding.due = Some(clock.due);
    finding.due_at = Some(clock.end);
    let in_time = |event: &Event| match event.at {
        Some(at) => at.moment.map_or(at.last <= clock.due, |moment| moment < clock.end),
        None => false,
    };
    let done = ends.done.filter(|done| ends.discharged.is_none_or(|end| done.order(end) != Order::After));
    if let Some(done) = done.filter(|done| in_time(done)) {
        finding.cite(done);
        finding.verdict = Verdict::Satisfied;
        if done.recorded >= clock.end {
            finding.flags.insert(Flag::LateRecord);
        }
        finding.steps.push(Step::DoneBy { event: done.id.clone() });
        return finding;
    }
    if let Some(end) = ends.discharged.filter(|end| in_time(end)) {
        finding.cite(end);
        finding.verdict = Verdict::Discharged;
        finding.steps.push(Step::DischargedBy { event: end.id.clone() });
        return finding;
    }
    if clock.stopped.is_some() && done.is_none() {
        finding.due = None;
        finding.due_at = None;
        finding.residual = Some(Residual { what: body.action.kinds.clone(), by: None });
        return finding.is(Phase::ClockStopped);
    }
    if bench.sitting.moment.as_of < clock.end && done.is_none() {
        finding.residual = Some(Residual { what: body.action.kinds.clone(), by: Some(clock.due) });
        return finding.is(Phase::Running);
    }
    overdue(body, finding, trigger, ends, done, clock)
}

fn overdue(
    body: &Respond,
    mut finding: Finding,
    trigger: &Event,
    ends: &Ends<'_>,
    done: Option<&Event>,
    clock: &Clock<'_>,
) -> Finding {
    if let Some((event, unknown)) = &clock.unclear {
        finding.cite(event);
        finding.lack(event, Some(trigger), unknown.clone());
        return finding;
    }
    let Some(done) = done else {
        if let Some((event, unknown)) = &ends.unclear {
            unclear(&mut finding, trigger, event, unknown.clone());
            return finding;
        }
        finding.verdict = Verdict::Violated;
        finding.residual = Some(Residual { what: body.action.kinds.clone(), by: Some(clock.due) });
        return finding.is(Phase::Open);
    };
    finding.cite(done);
    let Some(at) = done.at.filter(|at| at.is_a_day() || at.first > clock.due) else {
        finding.verdict = Verdict::Undetermined;
        finding.steps.push(Step::DateUnknown { event: done.id.clone() });
        return finding;
    };
    finding.verdict = Verdict::Violated;
    finding.late_days = Some((at.first - clock.due).num_days());
    finding.steps.push(Step::DoneBy { event: done.id.clone() });
    finding.is(Phase::Cured)
}

/// A new version that came into force while the duty was open, and takes it over by its own transition.
fn with_new_version<'a>(
    bench: Bench<'a>,
    trigger: &'a Event,
    instance: &Instance,
    begin: Begin,
    finding: Finding,
) -> Finding {
    let Some(from) = bench.rule.window.to else { return finding };
    let today = local_date(bench.sitting.moment.as_of, bench.ready.book.zone);
    let was_open = finding.due.is_some_and(|due| due >= from) && begin.date < from && from <= today;
    let ended = finding.steps.iter().find_map(|step| match step {
        Step::DoneBy { event } | Step::DischargedBy { event } => bench.sitting.index.by_id(event)?.at,
        _ => None,
    });
    if !was_open || ended.is_some_and(|at| at.last < from) {
        return finding;
    }
    let next = bench.ready.book.rules.iter().find(|rule| rule.id == bench.rule.id && rule.window.from == Some(from));
    let Some((rule, Body::Respond(body))) = next.map(|rule| (rule, &rule.body)) else { return finding };
    if rule.transition == Transition::Keep {
        return finding;
    }
    let mut under_new = under(bench, body, trigger, instance, begin, rule);
    under_new.steps.insert(0, Step::NewVersion { from });
    let later = |a: &Finding, b: &Finding| a.due.zip(b.due).is_some_and(|(a, b)| a > b);
    let longer = match rule.transition {
        Transition::Keep | Transition::Rebase => return under_new,
        Transition::Longer => true,
        Transition::Shorter => false,
        Transition::Favourable => rule.beneficiary == Some(Beneficiary::Bound),
    };
    if later(&under_new, &finding) == longer && under_new.due != finding.due { under_new } else { finding }
}
