//! What needs the findings of other rules: chains of breaches, and exceptions.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Judge, Ready};
use crate::finding::{Finding, Flag, Phase, Step, Verdict};
use crate::rule::{Body, Rulebook};

/// A duty that was not done in time.
pub(super) struct Breach {
    pub(super) rule: Arc<str>,
    pub(super) instance: Arc<BTreeMap<Arc<str>, Arc<str>>>,
    pub(super) trigger: Option<Arc<str>>,
    pub(super) due: NaiveDate,
}

/// Rules that begin with a breach, each after the one it waits for. A circle is refused when the rulebook is loaded.
pub(super) fn chained(book: &Rulebook) -> Vec<usize> {
    let breach_of = |at: usize| book.rules.get(at)?.on()?.breach_of.clone();
    let waiting: Vec<usize> = (0..book.rules.len()).filter(|at| breach_of(*at).is_some()).collect();
    let depth = |at: usize| {
        let mut depth = 0;
        let mut id = breach_of(at);
        while let Some(before) = id.take().filter(|_| depth <= waiting.len()) {
            depth += 1;
            id = waiting
                .iter()
                .find(|w| book.rules.get(**w).is_some_and(|r| r.id == before))
                .and_then(|w| breach_of(*w));
        }
        depth
    };
    let mut ordered = waiting.clone();
    ordered.sort_by_key(|at| (depth(*at), *at));
    ordered
}

/// Whether a finding is one that a rulebook speaks of when it names a rule: its own, or of a rulebook it builds on. Others
/// may have a rule of the same name.
fn is_meant(ready: &Ready, finding: &Finding) -> bool {
    finding.rulebook == ready.release || ready.book.extends.iter().any(|base| *base == *finding.rulebook)
}

/// The breaches that start a rule.
pub(super) fn breaches(ready: &Ready, at: usize, found: &[Finding]) -> Vec<Breach> {
    let Some(id) = ready.book.rules.get(at).and_then(|rule| rule.on()).and_then(|on| on.breach_of.as_ref()) else {
        return Vec::new();
    };
    found
        .iter()
        .filter(|finding| finding.rule == *id && finding.verdict == Verdict::Violated && is_meant(ready, finding))
        .filter_map(|finding| {
            let (rule, instance, trigger) = (finding.rule.clone(), finding.instance.clone(), finding.trigger.clone());
            Some(Breach { rule, instance, trigger, due: finding.due? })
        })
        .collect()
}

/// Exceptions take the place of what they except; what a breach asked for and got repairs it.
pub(super) fn settle(judge: &Judge, found: &mut [Finding]) {
    for ready in &judge.books {
        for rule in &ready.book.rules {
            for excepted in &rule.overrides {
                except(found, ready, &rule.id, excepted);
            }
            let starts_with = rule.on().and_then(|on| on.breach_of.as_ref());
            if let (Some(breached), Body::Respond(_)) = (starts_with, &rule.body) {
                repair(found, ready, &rule.id, breached);
            }
        }
    }
}

/// The objects of an obligation, and the act that started it.
type Duty = (Arc<BTreeMap<Arc<str>, Arc<str>>>, Option<Arc<str>>);

fn duty(finding: &Finding) -> Duty {
    (finding.instance.clone(), finding.trigger.clone())
}

fn except(found: &mut [Finding], ready: &Ready, exception: &Arc<str>, excepted: &Arc<str>) {
    let takes: Vec<(Duty, bool)> = found
        .iter()
        .filter(|finding| finding.rule == *exception && finding.rulebook == ready.release)
        .map(|finding| (duty(finding), finding.verdict != Verdict::NotApplicable))
        .collect();
    for finding in found.iter_mut().filter(|finding| finding.rule == *excepted && is_meant(ready, finding)) {
        let same = |((instance, trigger), _): &&(Duty, bool)| {
            *trigger == finding.trigger
                && instance.iter().all(|(role, id)| finding.instance.get(role).is_none_or(|o| o == id))
        };
        match takes.iter().find(same) {
            Some((_, true)) => {
                finding.verdict = Verdict::NotApplicable;
                finding.phase = None;
                finding.residual = None;
                finding.flags.insert(Flag::Excepted);
                finding.steps.push(Step::ExceptionApplied { rule: exception.clone() });
            }
            Some((_, false)) => finding.steps.push(Step::ExceptionNotApplied { rule: exception.clone() }),
            None => {}
        }
    }
}

fn repair(found: &mut [Finding], ready: &Ready, by: &Arc<str>, breached: &Arc<str>) {
    let mended: Vec<Option<Arc<str>>> = found
        .iter()
        .filter(|finding| {
            finding.rulebook == ready.release && finding.rule == *by && finding.verdict == Verdict::Satisfied
        })
        .map(|finding| finding.trigger.clone())
        .collect();
    for finding in found.iter_mut().filter(|finding| finding.rule == *breached && is_meant(ready, finding)) {
        let is_open = finding.verdict == Verdict::Violated && finding.phase == Some(Phase::Open);
        if is_open && mended.contains(&finding.trigger) {
            finding.phase = Some(Phase::Repaired);
        }
    }
}
