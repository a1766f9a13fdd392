//! Mutation of rulebooks: change one thing of a rule, and see whether any worked example notices. What no example notices
//! is not really promised by the examples (`OpenFisca` and Catala test laws so; the score is a gate for publishing).

use std::sync::Arc;

use serde::Serialize;

use crate::bundle::Bundle;
use crate::calendar::Calendar;
use crate::example::Examples;
use crate::expr::Expr;
use crate::judge::Judge;
use crate::period::{Period, Roll, Start, Unit};
use crate::rule::{Body, Extend, Respond, Rule, Rulebook, SameDay, Window, Within};

mod exprs;

/// One changed rule.
#[derive(Debug, Clone)]
struct Mutant {
    at: usize,
    what: String,
    rule: Rule,
}

/// A mutant that no example noticed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Survivor {
    /// The rule.
    pub rule: String,
    /// The line it starts at.
    pub line: usize,
    /// What was changed.
    pub what: String,
}

/// What became of all mutants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Score {
    /// How many there were.
    pub mutants: usize,
    /// Those that no example noticed.
    pub survivors: Vec<Survivor>,
}

/// Judges every example under every mutant. `bases` are the rulebooks it builds on.
pub fn mutate(
    bundle: &Bundle,
    book: &Rulebook,
    bases: &[Arc<Rulebook>],
    calendar: &Calendar,
) -> Result<Score, Vec<crate::load::Complaint>> {
    let examples = Examples::read(bundle)?;
    let mut score = Score { mutants: 0, survivors: Vec::new() };
    for mutant in mutants(book) {
        score.mutants += 1;
        let mut changed = book.clone();
        if let Some(rule) = changed.rules.get_mut(mutant.at) {
            *rule = mutant.rule.clone();
        }
        let id = mutant.rule.id.clone();
        let changed = Arc::new(changed);
        let judge = Judge::new(bases.iter().cloned().chain([changed.clone()]));
        // Only examples that name the rule, or one that waits for its breach, can notice it.
        let noticed = examples.any_differs(&changed, &judge, calendar, &id);
        if !noticed {
            let (rule, line) = (id.to_string(), mutant.rule.line);
            score.survivors.push(Survivor { rule, line, what: mutant.what });
        }
    }
    Ok(score)
}

fn mutants(book: &Rulebook) -> Vec<Mutant> {
    let mut all = Vec::new();
    for (at, rule) in book.rules.iter().enumerate() {
        let mut add = |what: &str, change: &dyn Fn(&mut Rule)| {
            let mut mutant = rule.clone();
            change(&mut mutant);
            if mutant != *rule {
                all.push(Mutant { at, what: what.to_owned(), rule: mutant });
            }
        };
        general(rule, &mut add);
        match &rule.body {
            Body::Respond(body) => respond(body, rule.window, &mut add),
            Body::Precede(_) => precede(&mut add),
            Body::Require(_) => require(rule, &mut add),
            Body::Separate { .. } => separate(rule, &mut add),
            Body::Limit { .. } => limit(&mut add),
        }
    }
    all
}

type Add<'a> = &'a mut dyn FnMut(&str, &dyn Fn(&mut Rule));

fn general(rule: &Rule, add: Add<'_>) {
    add("applies dropped", &|rule| rule.applies = None);
    // A rule that begins with a breach takes the instance of what was breached.
    let counted = if rule.on().is_some_and(|on| on.breach_of.is_some()) { 0 } else { rule.per.len() };
    for at in 0..counted {
        add(&format!("per without '{}'", rule.per.get(at).map_or("", AsRef::as_ref)), &|rule| {
            rule.per.remove(at);
        });
    }
    if let Some(applies) = &rule.applies {
        for (what, changed) in exprs::mutants(applies) {
            add(&format!("applies: {what}"), &|rule| rule.applies = Some(changed.clone()));
        }
    }
    if let Some(condition) = rule.on().and_then(|on| on.condition.as_ref()) {
        add("on without its condition", &|rule| on(rule, &|on| on.condition = None));
        for (what, changed) in exprs::mutants(condition) {
            add(&format!("on: {what}"), &|rule| on(rule, &|on| on.condition = Some(changed.clone())));
        }
    }
}

fn on(rule: &mut Rule, change: &dyn Fn(&mut crate::rule::Pattern)) {
    match &mut rule.body {
        Body::Respond(body) => change(&mut body.on),
        Body::Precede(body) => change(&mut body.on),
        Body::Require(body) => change(&mut body.on),
        Body::Limit { on, .. } => change(on),
        Body::Separate { .. } => {}
    }
}

fn with(change: impl Fn(&mut Respond)) -> impl Fn(&mut Rule) {
    move |rule| {
        if let Body::Respond(body) = &mut rule.body {
            change(body);
        }
    }
}

fn respond(body: &Respond, window: Window, add: Add<'_>) {
    if let Within::Fixed(period) = body.within {
        for (what, changed) in periods(period) {
            add(&format!("within: {what}"), &with(|body| body.within = Within::Fixed(changed)));
        }
    }
    if let Within::Param(param) = &body.within {
        let met = param.values.iter().enumerate().filter(|(_, value)| value.window.overlaps(&window));
        for (at, value) in met {
            for (what, changed) in value.period.map(periods).unwrap_or_default() {
                let mut param = param.as_ref().clone();
                if let Some(value) = param.values.get_mut(at) {
                    value.period = Some(changed);
                }
                let param = Arc::new(param);
                add(&format!("value {at}: {what}"), &with(|body| body.within = Within::Param(param.clone())));
            }
        }
    }
    if !matches!(body.within, Within::Promptly) {
        clock(body, add);
    }
    add("start dropped", &with(|body| body.start = None));
    if let Some(condition) = &body.action.condition {
        add("do without its condition", &with(|body| body.action.condition = None));
        for (what, changed) in exprs::mutants(condition) {
            add(&format!("do: {what}"), &with(|body| body.action.condition = Some(changed.clone())));
        }
    }
    for kind in 0..body.action.kinds.len() {
        if body.action.kinds.len() > 1 {
            add(&format!("do without kind {kind}"), &with(|body| drop(body.action.kinds.remove(kind))));
        }
    }
    for at in 0..body.extend.len() {
        extend(at, add);
    }
    for at in 0..body.suspend.len() {
        add(&format!("suspend {at} dropped"), &with(|body| drop(body.suspend.remove(at))));
    }
    for at in 0..body.discharge.len() {
        add(&format!("discharge {at} dropped"), &with(|body| drop(body.discharge.remove(at))));
    }
}

/// How the period is counted; only what can matter for its unit.
fn clock(body: &Respond, add: Add<'_>) {
    let unit = match &body.within {
        Within::Fixed(period) => Some(period.unit),
        Within::Param(param) => param.values.iter().find_map(|value| value.period).map(|period| period.unit),
        Within::Until(_) | Within::Promptly => None,
    };
    if !matches!(unit, Some(Unit::Hour | Unit::Workday)) {
        let other = if body.counting.roll == Roll::None { Roll::Forward } else { Roll::None };
        add("roll", &with(|body| body.counting.roll = other));
    }
    if matches!(unit, Some(Unit::Day | Unit::Month | Unit::Year | Unit::Workday)) {
        let other = if body.counting.start == Start::SameDay { Start::NextDay } else { Start::SameDay };
        add("start of counting", &with(|body| body.counting.start = other));
    }
}

fn periods(period: Period) -> Vec<(&'static str, Period)> {
    let unit = match period.unit {
        Unit::Hour | Unit::Workday => Unit::Day,
        Unit::Day => Unit::Workday,
        Unit::Month => Unit::Year,
        Unit::Year => Unit::Month,
    };
    let mut all = vec![("one more", Period { n: period.n + 1, ..period }), ("another unit", Period { unit, ..period })];
    if period.n > 1 {
        all.push(("one less", Period { n: period.n - 1, ..period }));
    }
    all
}

fn extend(at: usize, add: Add<'_>) {
    let change = |what: &str, change: &dyn Fn(&mut Extend), add: Add<'_>| {
        let changed = with(|body: &mut Respond| {
            if let Some(one) = body.extend.get_mut(at) {
                change(one);
            }
        });
        add(&format!("extend {at}: {what}"), &changed);
    };
    add(&format!("extend {at} dropped"), &with(|body| drop(body.extend.remove(at))));
    change("condition dropped", &|one| one.condition = None, add);
    change("times dropped", &|one| one.times = None, add);
    change("may come late", &|one| one.before_due = false, add);
    change("add_max one more", &|one| one.add_max = one.add_max.map(|p| Period { n: p.n + 1, ..p }), add);
    change("cap_total one more", &|one| one.cap_total = one.cap_total.map(|p| Period { n: p.n + 1, ..p }), add);
}

fn precede(add: Add<'_>) {
    let with = |change: fn(&mut crate::rule::Precede)| {
        move |rule: &mut Rule| {
            if let Body::Precede(body) = &mut rule.body {
                change(body);
            }
        }
    };
    add("needs without its condition", &with(|body| body.needs.condition = None));
    add("one more needed", &with(|body| body.count += 1));
    add("max_age dropped", &with(|body| body.max_age = None));
    add(
        "same_day",
        &with(|body| {
            body.same_day = if body.same_day == SameDay::Violation { SameDay::Ok } else { SameDay::Violation };
        }),
    );
}

fn require(rule: &Rule, add: Add<'_>) {
    let Body::Require(body) = &rule.body else { return };
    let with = |changed: Expr| {
        move |rule: &mut Rule| {
            if let Body::Require(body) = &mut rule.body {
                body.check = changed.clone();
            }
        }
    };
    add("check always holds", &with(Expr::yes()));
    for (what, changed) in exprs::mutants(&body.check) {
        add(&format!("check: {what}"), &with(changed));
    }
    for at in 0..body.using.len() {
        add(&format!("using {at} without `same`"), &|rule| {
            if let Body::Require(body) = &mut rule.body
                && let Some(using) = body.using.get_mut(at)
            {
                using.same.clear();
            }
        });
        add(&format!("using {at} without its condition"), &|rule| {
            if let Body::Require(body) = &mut rule.body
                && let Some(using) = body.using.get_mut(at)
            {
                using.condition = None;
            }
        });
    }
}

fn separate(rule: &Rule, add: Add<'_>) {
    let Body::Separate { a, b } = &rule.body else { return };
    for (name, side) in [("a", a), ("b", b)] {
        for at in 0..side.kinds.len() {
            add(&format!("{name} without kind {at}"), &|rule| {
                if let Body::Separate { a, b } = &mut rule.body {
                    let side = if name == "a" { a } else { b };
                    side.kinds.remove(at);
                }
            });
        }
    }
}

fn limit(add: Add<'_>) {
    add("one more allowed", &|rule| {
        if let Body::Limit { max, .. } = &mut rule.body {
            *max += 1;
        }
    });
}
