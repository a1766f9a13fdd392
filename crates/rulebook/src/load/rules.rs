//! One rule: its patterns, its expressions, its body.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;

use super::Loading;
use crate::expr::{Expr, Type};
use crate::period::{Counting, Period};
use crate::rule::{
    Body, Extend, Pattern, Precede, Require, Respond, Rule, RuleKind, SameDay, Severity, Side, Suspend, Using, Window,
    Within,
};
use crate::source::{
    ExtendSource, Governs, Guard, Level, OneOrMany, PatternSource, RuleSource, SideSource, Transition, UsingSource,
    WithinSource,
};

/// What an expression is for, which says what it must yield and what it may read.
struct Reads<'k> {
    event: &'k [Arc<str>],
    prior: Option<&'k [Arc<str>]>,
    using: &'k [Using],
    yields: Yields,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Yields {
    YesOrNo,
    Date,
}

pub(super) fn rule(loading: &mut Loading<'_>, written: &RuleSource, span: &Range<usize>) -> Rule {
    let line = loading.line(span.start);
    let law: Vec<_> = written.law.iter().map(|law| loading.law(law)).collect();
    if law.is_empty() {
        loading.complain(line, "a rule names the article it stands on: law = [{ source = …, at = … }]".to_owned());
    }
    let window = match &written.in_force {
        Some(window) => loading.window(window, line),
        None => source_window(loading, written),
    };
    let body = body(loading, written, span);
    let on: Vec<Arc<str>> = match &body {
        Body::Respond(one) => one.on.kinds.clone(),
        Body::Precede(one) => one.on.kinds.clone(),
        Body::Require(one) => one.on.kinds.clone(),
        Body::Limit { on, .. } => on.kinds.clone(),
        Body::Separate { b, .. } => b.kinds.clone(),
    };
    let reads = Reads { event: &on, prior: None, using: &[], yields: Yields::YesOrNo };
    let applies = written.applies.as_ref().and_then(|text| expression(loading, text, &reads));
    let mut rule = Rule {
        id: Arc::from(written.id.as_str()),
        title: written.title.clone(),
        title_en: written.title_en.clone(),
        level: written.level,
        severity: written.severity.map_or_else(|| severity_of(written.level), Severity::from),
        guard: written.guard.unwrap_or(Guard::Warn),
        law,
        window,
        governs: written.governs.unwrap_or(Governs::Trigger),
        transition: written.transition.unwrap_or(Transition::Keep),
        beneficiary: written.beneficiary,
        overrides: written.overrides.iter().map(|id| Arc::from(id.get_ref().as_str())).collect(),
        applies,
        per: written.per.iter().map(|role| Arc::from(role.get_ref().as_str())).collect(),
        body,
        reads_instance: false,
        reads_params: false,
        line,
    };
    // Parameters pick their values by facts of the instance too.
    let picks = matches!(&rule.body, Body::Respond(body) if matches!(body.within, Within::Param(_)));
    let paths: Vec<String> = rule.expressions().iter().flat_map(|expr| expr.paths()).collect();
    rule.reads_params = paths.iter().any(|path| path == "param");
    rule.reads_instance = picks || rule.reads_params || paths.iter().any(|path| path.starts_with("inst"));
    rule
}

fn severity_of(level: Level) -> Severity {
    match level {
        Level::Must => Severity::Violation,
        Level::Should | Level::House => Severity::Warn,
    }
}

/// A rule without a window of its own is in force while any of its texts is.
fn source_window(loading: &mut Loading<'_>, written: &RuleSource) -> Window {
    let mut windows = Vec::new();
    for law in &written.law {
        if let Some(source) = loading.sources.get(law.source.get_ref()).cloned() {
            windows.push(loading.window(&source.in_force, loading.line(law.source.span().start)));
        }
    }
    let from = windows.iter().filter_map(|window| window.from).min();
    let to =
        if windows.iter().any(|window| window.to.is_none()) { None } else { windows.iter().filter_map(|w| w.to).max() };
    Window { from, to }
}

fn body(loading: &mut Loading<'_>, written: &RuleSource, span: &Range<usize>) -> Body {
    let line = loading.line(span.start);
    match written.kind {
        RuleKind::Respond => Body::Respond(Box::new(respond(loading, written, span))),
        RuleKind::Precede => Body::Precede(Box::new(precede(loading, written, line))),
        RuleKind::Require => Body::Require(Box::new(require(loading, written, line))),
        RuleKind::Separate => Body::Separate {
            a: side(loading, written.a.as_ref(), "a", line),
            b: side(loading, written.b.as_ref(), "b", line),
        },
        RuleKind::Limit => {
            if written.max.is_none() {
                loading.complain(line, "`limit` says how often at most: max = 1".to_owned());
            }
            Body::Limit { on: needed(loading, written.on.as_ref(), "on", line), max: written.max.unwrap_or(0) }
        }
    }
}

fn needed(loading: &mut Loading<'_>, written: Option<&PatternSource>, name: &str, line: usize) -> Pattern {
    if let Some(written) = written {
        pattern(loading, written, line, Looks::AtStart)
    } else {
        loading.complain(line, format!("this kind of rule needs `{name} = {{ event = … }}`"));
        Pattern { kinds: Vec::new(), breach_of: None, condition: None }
    }
}

/// From which act a pattern's condition looks at which.
#[derive(Clone, Copy)]
enum Looks<'k> {
    /// At the act that starts a rule: `event`.
    AtStart,
    /// At an act after that one: `event`, and that one is `prior`.
    On(&'k [Arc<str>]),
    /// At an act before that one: `prior`, and that one is `event`.
    Back(&'k [Arc<str>]),
}

fn pattern(loading: &mut Loading<'_>, written: &PatternSource, line: usize, looks: Looks<'_>) -> Pattern {
    let named = written.event.iter().chain(written.any.iter().flatten());
    let kinds: Vec<Arc<str>> = named.map(|kind| known_kind(loading, kind)).collect();
    if kinds.is_empty() == written.breach_of.is_none() || (written.event.is_some() && written.any.is_some()) {
        loading.complain(line, "a pattern has exactly one of `event`, `any` and `breach_of`".to_owned());
    }
    let (using, yields) = (&[], Yields::YesOrNo);
    let reads = match looks {
        Looks::AtStart => Reads { event: &kinds, prior: None, using, yields },
        Looks::On(start) => Reads { event: &kinds, prior: Some(start), using, yields },
        Looks::Back(judged) => Reads { event: judged, prior: Some(&kinds), using, yields },
    };
    let condition = written.condition.as_ref().and_then(|text| expression(loading, text, &reads));
    let breach_of = written.breach_of.as_ref().map(|id| Arc::from(id.get_ref().as_str()));
    Pattern { kinds, breach_of, condition }
}

fn known_kind(loading: &mut Loading<'_>, kind: &Spanned<String>) -> Arc<str> {
    let is_known = loading.vocabulary.is_none_or(|v| v.kinds.contains_key(kind.get_ref()));
    if !is_known {
        let line = loading.line(kind.span().start);
        loading.complain(line, format!("there is no act '{}'; `wenze rulebook acts` lists them", kind.get_ref()));
    }
    Arc::from(kind.get_ref().as_str())
}

fn expression(loading: &mut Loading<'_>, text: &Spanned<String>, reads: &Reads<'_>) -> Option<Expr> {
    let line = loading.line(text.span().start);
    let expr = match Expr::parse(text.get_ref()) {
        Ok(expr) => expr,
        Err(message) => {
            loading.complain(line, format!("the expression does not parse: {message}"));
            return None;
        }
    };
    let names = loading.names();
    let (case, inst) = (names.facts("case"), names.facts("inst"));
    let event = names.event(reads.event);
    let prior = reads.prior.map(|kinds| names.event(kinds));
    let using: Vec<(&str, Type)> =
        reads.using.iter().map(|one| (one.name.as_str(), Type::List(Box::new(names.event(&one.kinds))))).collect();
    let params = Type::Map(Arc::new(loading.params.keys().map(|id| (id.clone(), Type::Number)).collect()));
    let root = |name: &str| match name {
        "event" => Some(event.clone()),
        "case" => Some(case.clone()),
        "inst" => Some(inst.clone()),
        "prior" => prior.clone(),
        "param" => Some(params.clone()),
        other => using.iter().find(|(known, _)| *known == other).map(|(_, of)| of.clone()),
    };
    let found = expr.check(&root);
    let wanted = match reads.yields {
        Yields::YesOrNo => |t: &Type| matches!(t, Type::Bool | Type::Any),
        Yields::Date => |t: &Type| matches!(t, Type::Text | Type::Code(_) | Type::Any),
    };
    match found {
        Ok(found) if wanted(&found) => {}
        Ok(_) if reads.yields == Yields::Date => loading.complain(line, "the expression must yield a date".to_owned()),
        Ok(_) => loading.complain(line, "the expression must yield yes or no".to_owned()),
        Err(fault) => loading.complain(line, format!("the expression cannot be right: {fault}")),
    }
    Some(expr)
}

fn respond(loading: &mut Loading<'_>, written: &RuleSource, span: &Range<usize>) -> Respond {
    let line = loading.line(span.start);
    let on = needed(loading, written.on.as_ref(), "on", line);
    let action = match &written.action {
        Some(action) => pattern(loading, action, line, Looks::On(&on.kinds)),
        None => needed(loading, None, "do", line),
    };
    let here = Reads { event: &on.kinds, prior: None, using: &[], yields: Yields::Date };
    let within = within(loading, written, line, &here);
    let start = written.start.as_ref().and_then(|text| expression(loading, text, &here));
    let extend = written.extend.clone().map(OneOrMany::into_vec).unwrap_or_default();
    let extend = extend.iter().map(|one| self::extend(loading, one, span, &on.kinds)).collect();
    let suspend = written.suspend.iter().map(|one| Suspend {
        from: pattern(loading, &one.from, line, Looks::On(&on.kinds)),
        to: pattern(loading, &one.to, line, Looks::On(&on.kinds)),
        max: one.max,
        mode: one.mode,
    });
    let suspend = suspend.collect();
    let discharge = written.discharge.iter().map(|one| pattern(loading, one, line, Looks::On(&on.kinds))).collect();
    let counting = counting(loading, written, line);
    Respond { on, action, within, counting, start, extend, suspend, discharge }
}

fn within(loading: &mut Loading<'_>, written: &RuleSource, line: usize, here: &Reads<'_>) -> Within {
    match (&written.within, &written.until) {
        (Some(_), Some(_)) => {
            loading.complain(line, "a duty ends `within` a period or at a date (`until`), not both".to_owned());
            Within::Promptly
        }
        (None, Some(text)) => expression(loading, text, here).map_or(Within::Promptly, Within::Until),
        (None, None) => Within::Promptly,
        (Some(WithinSource { n: Some(n), unit: Some(unit), param: None, .. }), None) if *n > 0 => {
            Within::Fixed(Period { n: *n, unit: *unit })
        }
        (Some(WithinSource { n: None, unit: None, param: Some(id), .. }), None) => {
            if let Some(param) = loading.params.get(id.get_ref()) {
                Within::Param(param.clone())
            } else {
                loading.complain(loading.line(id.span().start), format!("there is no [param.\"{}\"]", id.get_ref()));
                Within::Promptly
            }
        }
        (Some(_), None) => {
            loading.complain(line, "`within` is { n = 1, unit = \"month\" } or { param = \"…\" }".to_owned());
            Within::Promptly
        }
    }
}

/// How a rule counts: as it says itself, else as its first legal text does.
fn counting(loading: &mut Loading<'_>, written: &RuleSource, line: usize) -> Counting {
    let named = written.within.as_ref().and_then(|within| within.counting.as_ref()).or(written.counting.as_ref());
    let id = named.map(|id| id.get_ref().clone()).or_else(|| {
        let source = written.law.first().and_then(|law| loading.sources.get(law.source.get_ref()));
        source.and_then(|source| source.counting.clone())
    });
    let Some(id) = id else { return Counting::default() };
    let found = loading.countings.get(&id).cloned();
    if found.is_none() {
        loading.complain(line, format!("there is no [counting.{id}]"));
    }
    found.unwrap_or_default()
}

fn extend(loading: &mut Loading<'_>, written: &ExtendSource, span: &Range<usize>, start: &[Arc<str>]) -> Extend {
    let line = loading.line(span.start);
    let on = pattern(loading, &written.on.at(span), line, Looks::On(start));
    let placed = |text: &String| Spanned::new(span.clone(), text.clone());
    let yes = Reads { event: &on.kinds, prior: Some(start), using: &[], yields: Yields::YesOrNo };
    let condition = written.condition.as_ref().map(placed).and_then(|text| expression(loading, &text, &yes));
    let date = Reads { yields: Yields::Date, ..yes };
    let to = written.to.as_ref().map(placed).and_then(|text| expression(loading, &text, &date));
    if to.is_none() && written.add_max.is_none() && written.cap_total.is_none() {
        loading.complain(line, "`extend` says how far: add_max, cap_total or to".to_owned());
    }
    let (add_max, cap_total, times) = (written.add_max, written.cap_total, written.times);
    Extend { on, condition, add_max, cap_total, to, times, before_due: written.before_due }
}

fn precede(loading: &mut Loading<'_>, written: &RuleSource, line: usize) -> Precede {
    let on = needed(loading, written.on.as_ref(), "on", line);
    let needs = match &written.needs {
        Some(needs) => pattern(loading, needs, line, Looks::Back(&on.kinds)),
        None => needed(loading, None, "needs", line),
    };
    let inside = written.needs.as_ref();
    let max_age = written.max_age.or(inside.and_then(|needs| needs.max_age));
    let counting = counting(loading, written, line);
    Precede {
        on,
        needs,
        count: written.count.or(inside.and_then(|needs| needs.count)).unwrap_or(1),
        max_age: max_age.map(|period| (period, counting)),
        same_day: written.same_day.or(inside.and_then(|needs| needs.same_day)).unwrap_or(SameDay::Undetermined),
    }
}

fn require(loading: &mut Loading<'_>, written: &RuleSource, line: usize) -> Require {
    let on = needed(loading, written.on.as_ref(), "on", line);
    let using: Vec<Using> = written.using.iter().map(|one| self::using(loading, one, &on.kinds)).collect();
    let reads = Reads { event: &on.kinds, prior: None, using: &using, yields: Yields::YesOrNo };
    let check = written.check.as_ref().and_then(|text| expression(loading, text, &reads));
    if written.check.is_none() {
        loading.complain(line, "`require` says what must hold: check = \"…\"".to_owned());
    }
    Require { on, using, check: check.unwrap_or_else(Expr::yes) }
}

fn using(loading: &mut Loading<'_>, written: &UsingSource, event: &[Arc<str>]) -> Using {
    let kinds: Vec<Arc<str>> = written.events.iter().map(|kind| known_kind(loading, kind)).collect();
    let reads = Reads { event, prior: Some(&kinds), using: &[], yields: Yields::YesOrNo };
    let condition = written.condition.as_ref().and_then(|text| expression(loading, text, &reads));
    Using { name: written.name.clone(), kinds, same: written.same.clone(), condition, after: written.after }
}

fn side(loading: &mut Loading<'_>, written: Option<&SideSource>, name: &str, line: usize) -> Side {
    let Some(written) = written else {
        loading.complain(line, format!("`separate` names both sides: {name} = {{ events = […], role = … }}"));
        return Side { kinds: Vec::new(), roles: Vec::new() };
    };
    let kinds = written.events.iter().map(|kind| known_kind(loading, kind)).collect();
    Side { kinds, roles: written.role.clone().into_vec() }
}
