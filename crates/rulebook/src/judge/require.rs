//! `require`: at an act a condition must hold.

use serde_json::Value;

use super::Bench;
use super::instance::{Instance, is_whole};
use crate::expr::Unknown;
use crate::finding::{Finding, Step, Verdict};
use crate::history::{Event, Order};
use crate::rule::{Require, Using};

pub(super) fn judge<'a>(bench: Bench<'a>, body: &Require, trigger: &'a Event, instance: &Instance) -> Finding {
    let mut finding = bench.finding(instance, Some(trigger), Verdict::Satisfied);
    let mut hits: Vec<Vec<&Value>> = Vec::with_capacity(body.using.len());
    let mut unclear: Option<(&Event, Unknown)> = None;
    for using in &body.using {
        let mut priors: Vec<&Event> = bench.sitting.index.of(&using.kinds).collect();
        let place = |event: &&Event| (event.at.map(|at| at.first), event.at.and_then(|at| at.moment), event.seq);
        // Acts of one kind stand in this order already, unless one has no date.
        if !priors.is_sorted_by_key(place) {
            priors.sort_by_key(place);
        }
        let mut views = Vec::new();
        for prior in priors {
            match is_hit(bench, using, trigger, instance, prior) {
                Ok(true) => {
                    finding.cite(prior);
                    views.push(&prior.view);
                }
                Ok(false) => {}
                Err(unknown) => unclear = unclear.or(Some((prior, unknown))),
            }
        }
        hits.push(views);
    }
    let mut scope = bench.scope(trigger, instance);
    for (using, views) in body.using.iter().zip(&hits) {
        scope = scope.with_list(&using.name, views);
    }
    // A look back that cannot be told leaves the condition open, whatever it makes of the rest.
    if let Some((event, unknown)) = unclear {
        finding.cite(event);
        finding.lack(trigger, Some(event), unknown);
        return finding;
    }
    match body.check.holds(&scope) {
        Ok(true) => {}
        Ok(false) => {
            finding.verdict = Verdict::Violated;
            finding.steps.push(Step::DoesNotHold);
        }
        Err(unknown) => finding.lack(trigger, None, unknown),
    }
    finding
}

fn is_hit(
    bench: Bench<'_>,
    using: &Using,
    trigger: &Event,
    instance: &Instance,
    prior: &Event,
) -> Result<bool, Unknown> {
    if prior.id == trigger.id || !shares(bench, using, trigger, instance, prior) {
        return Ok(false);
    }
    let order = prior.order(trigger);
    if order == Order::After && !using.after {
        return Ok(false);
    }
    let Some(condition) = &using.condition else { return Ok(true) };
    condition.holds(&bench.scope(trigger, instance).with("prior", &prior.view))
}

/// They share an object in every role of `same`: the instance's own where the role is one of `per`, else one of those that
/// the act judged names. An act that may leave the role out and does is about the whole case.
fn shares(bench: Bench<'_>, using: &Using, trigger: &Event, instance: &Instance, prior: &Event) -> bool {
    using.same.iter().all(|role| {
        let (theirs, own) = (prior.ids(role), instance.ids.get(role.as_str()));
        if theirs.is_empty() {
            let id = own.or_else(|| trigger.ids(role).first());
            return id.is_some_and(|id| is_whole(bench.ready.vocabulary, role, id, prior, trigger));
        }
        match own {
            Some(id) => theirs.contains(id),
            None => theirs.iter().any(|id| trigger.ids(role).contains(id)),
        }
    })
}
