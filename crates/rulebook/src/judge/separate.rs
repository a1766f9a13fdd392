//! `separate`: nobody may stand on both sides.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Bench;
use super::instance::Instance;
use crate::expr::Unknown;
use crate::finding::{Finding, Step, Verdict};
use crate::history::Event;
use crate::rule::Side;

pub(super) fn judge(bench: Bench<'_>, a: &Side, b: &Side, found: &mut Vec<Finding>) {
    let mut instances: Vec<(Instance, Vec<&Event>)> = Vec::new();
    for second in bench.sitting.index.of(&b.kinds).filter(|event| bench.is_in_force(event)) {
        for instance in Instance::all(bench, second).iter() {
            match instances.iter_mut().find(|(known, _)| known.ids == instance.ids) {
                Some((_, seconds)) => seconds.push(second),
                None => instances.push((instance.clone(), vec![second])),
            }
        }
    }
    for (instance, seconds) in &instances {
        let Some(first) = seconds.first() else { continue };
        match bench.applies(first, instance) {
            Ok(true) => found.push(one(bench, a, b, instance, seconds)),
            Ok(false) => found.push(bench.finding(instance, None, Verdict::NotApplicable)),
            Err(unknown) => {
                let mut finding = bench.unknown(first, instance, Some(first), unknown);
                finding.trigger = None;
                found.push(finding);
            }
        }
    }
}

fn one(bench: Bench<'_>, a: &Side, b: &Side, instance: &Instance, seconds: &[&Event]) -> Finding {
    let kept = if bench.sitting.history.is_closed { Verdict::Satisfied } else { Verdict::Holding };
    let mut finding = bench.finding(instance, None, kept);
    let trigger = seconds.first().copied();
    let firsts: Vec<&Event> = bench
        .sitting
        .index
        .of(&a.kinds)
        .filter(|event| trigger.is_some_and(|trigger| bench.concerns(event, instance, trigger)))
        .collect();
    let mut people: BTreeMap<&Arc<str>, &Event> = BTreeMap::new();
    for first in &firsts {
        for person in a.roles.iter().flat_map(|role| first.ids(role)) {
            people.entry(person).or_insert(first);
        }
    }
    for second in seconds {
        for person in b.roles.iter().flat_map(|role| second.ids(role)) {
            if let Some(first) = people.get(person).filter(|first| first.id != second.id) {
                finding.verdict = Verdict::Violated;
                finding.cite(first);
                finding.cite(second);
                let (first, second) = (first.id.clone(), second.id.clone());
                let step = Step::OnBothSides { person: person.clone(), first, second };
                if !finding.steps.contains(&step) {
                    finding.steps.push(step);
                }
            }
        }
    }
    if finding.verdict != Verdict::Violated && !firsts.is_empty() {
        let open = open_side(&firsts, a).or_else(|| open_side(seconds, b));
        if let Some((event, role)) = open {
            finding.cite(event);
            finding.lack(event, Some(event), Unknown::Field(format!("event.{role}").into()));
        }
    }
    finding
}

/// An act on one side that does not say who acted.
fn open_side<'a>(events: &[&'a Event], side: &Side) -> Option<(&'a Event, String)> {
    events.iter().find_map(|event| {
        let is_open =
            |role: &&String| event.open_roles.contains(role) || (event.ids(role).is_empty() && side.roles.len() == 1);
        side.roles.iter().find(is_open).map(|role| (*event, role.clone()))
    })
}
