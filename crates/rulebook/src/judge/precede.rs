//! `precede`: an act is lawful only if another came before it.

use chrono::NaiveDate;

use super::Bench;
use super::instance::Instance;
use crate::expr::Unknown;
use crate::finding::{Finding, Flag, Residual, Step, Verdict};
use crate::history::{Event, Order};
use crate::period::count;
use crate::rule::{Precede, SameDay};

/// What the search for the act before has found.
#[derive(Default)]
struct Found<'a> {
    before: Vec<&'a Event>,
    same_day: Vec<&'a Event>,
    later: Vec<&'a Event>,
    too_old: Vec<&'a Event>,
    undated: Vec<&'a Event>,
    unclear: Vec<(&'a Event, Unknown)>,
}

pub(super) fn judge<'a>(bench: Bench<'a>, body: &Precede, trigger: &'a Event, instance: &Instance) -> Finding {
    let found = search(bench, body, trigger, instance);
    let needed = body.count as usize;
    let mut finding = bench.finding(instance, Some(trigger), Verdict::Satisfied);
    let mut known = found.before.clone();
    if known.len() < needed && body.same_day == SameDay::Ok && !found.same_day.is_empty() {
        known.extend(&found.same_day);
        finding.flags.insert(Flag::SameDay);
    }
    if known.len() >= needed {
        for event in known.iter().take(needed) {
            finding.cite(event);
            finding.steps.push(Step::PrecededBy { event: event.id.clone() });
        }
        return finding;
    }
    if body.same_day == SameDay::Undetermined && known.len() + found.same_day.len() >= needed {
        for event in &found.same_day {
            finding.cite(event);
            finding.steps.push(Step::OrderUnknown { event: event.id.clone() });
        }
        finding.verdict = Verdict::Undetermined;
        return finding;
    }
    if let Some((event, unknown)) = found.unclear.into_iter().next() {
        finding.cite(event);
        finding.lack(trigger, Some(event), unknown);
        return finding;
    }
    if let Some(event) = found.undated.first().copied().or(trigger.at.is_none().then_some(trigger)) {
        finding.cite(event);
        finding.steps.push(Step::DateUnknown { event: event.id.clone() });
        finding.verdict = Verdict::Undetermined;
        return finding;
    }
    finding.verdict = Verdict::Violated;
    finding.steps.push(Step::NothingBefore { kinds: body.needs.kinds.clone() });
    finding.steps.extend(found.too_old.iter().map(|event| Step::TooOld { event: event.id.clone() }));
    finding.steps.extend(found.later.first().map(|event| Step::CameLater { event: event.id.clone() }));
    finding.residual = Some(Residual { what: body.needs.kinds.clone(), by: None });
    finding
}

/// Walks back from the newest: the act nearest before is the one that is cited.
fn search<'a>(bench: Bench<'a>, body: &Precede, trigger: &'a Event, instance: &Instance) -> Found<'a> {
    let mut found = Found::default();
    for prior in bench.sitting.index.of(&body.needs.kinds).rev() {
        if prior.id == trigger.id || !bench.concerns(prior, instance, trigger) {
            continue;
        }
        let order = prior.order(trigger);
        if order == Order::After {
            found.later.insert(0, prior);
            continue;
        }
        match bench.fits(&body.needs, trigger, instance, prior) {
            Ok(false) => {}
            Err(unknown) => found.unclear.push((prior, unknown)),
            Ok(true) if is_too_old(bench, body, trigger, prior) => found.too_old.push(prior),
            Ok(true) => match order {
                Order::Before => found.before.push(prior),
                Order::SameDay => found.same_day.push(prior),
                Order::Unknown => found.undated.push(prior),
                Order::After => {}
            },
        }
        if found.before.len() >= body.count as usize {
            break;
        }
    }
    found.later.retain(|later| bench.fits(&body.needs, trigger, instance, later) == Ok(true));
    found
}

fn is_too_old(bench: Bench<'_>, body: &Precede, trigger: &Event, prior: &Event) -> bool {
    let Some((period, counting)) = &body.max_age else { return false };
    let (Some(from), Some(on)) = (prior.at, trigger.at) else { return false };
    let last: NaiveDate = count(from.first, &[*period], &[], counting, bench.sitting.moment.calendar).due;
    on.first > last
}
