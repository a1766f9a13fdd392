//! `limit`: at most so many.

use super::Bench;
use super::instance::Instance;
use crate::finding::{Finding, Step, Verdict};
use crate::history::Event;
use crate::rule::Pattern;

pub(super) fn judge(bench: Bench<'_>, on: &Pattern, max: u32, found: &mut Vec<Finding>) {
    let mut instances: Vec<(Instance, Vec<&Event>)> = Vec::new();
    for event in bench.sitting.index.of(&on.kinds).filter(|event| bench.is_in_force(event)) {
        for instance in Instance::all(bench, event).iter() {
            let counts = bench.starts(on, event, instance).and_then(|yes| Ok(yes && bench.applies(event, instance)?));
            match counts {
                Ok(false) => {}
                Ok(true) => match instances.iter_mut().find(|(known, _)| known.ids == instance.ids) {
                    Some((_, events)) => events.push(event),
                    None => instances.push((instance.clone(), vec![event])),
                },
                Err(unknown) => found.push(bench.unknown(event, instance, Some(event), unknown)),
            }
        }
    }
    found.extend(instances.iter().map(|(instance, events)| one(bench, max, instance, events)));
}

fn one(bench: Bench<'_>, max: u32, instance: &Instance, events: &[&Event]) -> Finding {
    let times = u32::try_from(events.len()).unwrap_or(u32::MAX);
    let kept = if bench.sitting.history.is_closed { Verdict::Satisfied } else { Verdict::Holding };
    let mut finding = bench.finding(instance, None, if times > max { Verdict::Violated } else { kept });
    for event in events {
        finding.cite(event);
    }
    finding.steps.push(Step::Counted { times, max });
    finding
}
