//! What can be wrong with a rulebook that parses: names that lead nowhere, windows that overlap, circles, conflicts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use toml::Spanned;

use super::Loading;
use crate::bundle::{Bundle, hex};
use crate::period::Unit;
use crate::rule::{Body, Rule, Rulebook, Transition, Within};
use crate::source::BookSource;

/// Every fact listed must exist in the vocabulary.
pub(super) fn facts(loading: &mut Loading<'_>, written: &BookSource) {
    for fact in &written.facts {
        let line = loading.line(fact.span().start);
        let (root, known) = (fact.get_ref().split('.').next().unwrap_or_default(), loading.vocabulary);
        if root != "case" && root != "inst" {
            loading.complain(line, format!("a fact is `case.…` or `inst.…`, not '{}'", fact.get_ref()));
        } else if known.is_some_and(|v| v.fact(fact.get_ref()).is_none()) {
            let all: Vec<&str> = known.into_iter().flat_map(crate::vocabulary::Vocabulary::facts).collect();
            loading.complain(line, format!("there is no fact '{}'; there are: {}", fact.get_ref(), all.join(", ")));
        }
    }
}

/// Where a rulebook keeps the texts of its sources: `text/SID.md`.
const TEXTS: &str = "text/";

/// Every text counts in a way that is described, and is the one whose digest is given.
pub(super) fn sources(loading: &mut Loading<'_>, written: &BookSource, bundle: &Bundle) {
    for (id, source) in &written.source {
        let line = loading.line(source.span().start);
        let text = source.get_ref();
        loading.window(&text.in_force, line);
        if let Some(counting) = text.counting.as_ref().filter(|counting| !written.counting.contains_key(*counting)) {
            loading.complain(line, format!("[source.{id}] counts by [counting.{counting}], which is not there"));
        }
        if let Some(hash) = &text.text_sha256 {
            digest(loading, id, hash, bundle);
        }
    }
    for (path, _) in bundle.files() {
        let name = path.strip_prefix(TEXTS).and_then(|name| name.strip_suffix(".md"));
        if let Some(name) = name.filter(|name| !written.source.contains_key(*name)) {
            // A file under a wrong name would be compared with nothing.
            loading.warn(1, format!("{path} is the text of no source: there is no [source.{name}]"));
        }
    }
}

/// A digest is one, and where the text lies in the folder, it is that of the text.
fn digest(loading: &mut Loading<'_>, id: &str, hash: &Spanned<String>, bundle: &Bundle) {
    let (line, given) = (loading.line(hash.span().start), hash.get_ref());
    if given.len() != 64 || !given.bytes().all(|b| b.is_ascii_hexdigit()) {
        return loading.complain(line, format!("text_sha256 of [source.{id}] is 64 hexadecimal digits"));
    }
    let path = format!("{TEXTS}{id}.md");
    let Some(text) = bundle.file(&path) else { return };
    let found = hex(&Sha256::digest(text.as_bytes()));
    if !found.eq_ignore_ascii_case(given) {
        let message = format!(
            "{path} is not the text whose digest is given: it has {found}; put the text back that was compared, or compare \
             this one with the official text and write its digest here"
        );
        loading.complain(line, message);
    }
}

/// What shows only when all rules are there.
pub(super) fn whole(loading: &mut Loading<'_>, book: &Rulebook, bases: &[&Rulebook]) {
    let known: BTreeSet<&str> =
        book.rules.iter().chain(bases.iter().flat_map(|b| &b.rules)).map(|r| r.id.as_ref()).collect();
    for (at, rule) in book.rules.iter().enumerate() {
        loading.rule = Some(rule.id.to_string());
        references(loading, rule, &known);
        roles(loading, rule);
        numbers(loading, rule);
        if rule.transition == Transition::Favourable && rule.beneficiary.is_none() {
            loading.complain(
                rule.line,
                "`favourable` needs to know whom the rule protects: beneficiary = \"bound\" or \"waiting\"".to_owned(),
            );
        }
        for other in &book.rules[at + 1..] {
            pair(loading, rule, other);
        }
    }
    loading.rule = None;
    circles(loading, book);
}

fn references(loading: &mut Loading<'_>, rule: &Rule, known: &BTreeSet<&str>) {
    let breach = rule.on().and_then(|on| on.breach_of.as_ref());
    for id in rule.overrides.iter().chain(breach).filter(|id| !known.contains(id.as_ref())) {
        loading.complain(rule.line, format!("it names the rule '{id}', which is not there"));
    }
    if breach.is_some() && !matches!(rule.body, Body::Respond(_)) {
        loading.complain(rule.line, "only `respond` can begin with a breach".to_owned());
    }
    let outside = rule.law.iter().find(|law| {
        let source = loading.sources.get(law.source.as_ref());
        source.is_some_and(|source| {
            let window = crate::rule::Window {
                from: super::day(source.in_force.from),
                to: source.in_force.to.and_then(super::day),
            };
            !window.overlaps(&rule.window)
        })
    });
    if let Some(law) = outside {
        let message = format!("{} is not in force at any day of the rule's window", law.source);
        loading.complain(rule.line, message);
    }
}

/// A role of `per` must be one that the act which starts the rule has.
fn roles(loading: &mut Loading<'_>, rule: &Rule) {
    let Some(vocabulary) = loading.vocabulary else { return };
    let kinds: &[Arc<str>] = match &rule.body {
        Body::Separate { b, .. } => &b.kinds,
        _ => rule.on().map_or(&[], |on| &on.kinds),
    };
    for kind in kinds {
        let Some(form) = vocabulary.kinds.get(kind.as_ref()) else { continue };
        for role in rule.per.iter().filter(|role| !form.roles.contains_key(role.as_ref())) {
            let there: Vec<&str> = form.roles.keys().map(String::as_str).collect();
            loading.complain(rule.line, format!("{kind} has no role '{role}' for `per`; it has: {}", there.join(", ")));
        }
    }
    for (kinds, role) in looked_up(rule) {
        if !kinds
            .iter()
            .any(|kind| vocabulary.kinds.get(kind.as_ref()).is_some_and(|form| form.roles.contains_key(role)))
        {
            loading.complain(rule.line, format!("none of {} has a role '{role}'", kinds.join(", ")));
        }
    }
}

/// Roles that a rule reads of other acts than the one that starts it.
fn looked_up(rule: &Rule) -> Vec<(&[Arc<str>], &str)> {
    match &rule.body {
        Body::Separate { a, b } => [a, b]
            .into_iter()
            .flat_map(|side| side.roles.iter().map(|role| (side.kinds.as_slice(), role.as_str())))
            .collect(),
        Body::Require(body) => body
            .using
            .iter()
            .flat_map(|one| one.same.iter().map(|role| (one.kinds.as_slice(), role.as_str())))
            .collect(),
        _ => Vec::new(),
    }
}

/// Days that a text counts as working days are better written so, and hours need a clock that starts at once.
fn numbers(loading: &mut Loading<'_>, rule: &Rule) {
    let Body::Respond(body) = &rule.body else { return };
    let periods: Vec<_> = match &body.within {
        Within::Fixed(period) => vec![*period],
        Within::Param(param) => param.values.iter().filter_map(|value| value.period).collect(),
        Within::Until(_) | Within::Promptly => Vec::new(),
    };
    for period in periods {
        if period.unit == Unit::Day && body.counting.workday_if_days.contains(&period.n) {
            loading.warn(
                rule.line,
                format!("the text counts {} days as working days: write unit = \"workday\"", period.n),
            );
        }
        if period.unit == Unit::Hour && body.counting.start != crate::period::Start::SameMoment {
            loading
                .complain(rule.line, "hours run from the minute: count them with start = \"same_moment\"".to_owned());
        }
    }
}

/// One id stands once on every day, and two rules do not claim one duty.
fn pair(loading: &mut Loading<'_>, one: &Rule, other: &Rule) {
    if !one.window.overlaps(&other.window) {
        return;
    }
    if one.id == other.id {
        let message =
            format!("the same id is in force twice on some day (also line {}): end the older with `to`", other.line);
        loading.complain(one.line, message);
    }
    let (Body::Respond(a), Body::Respond(b)) = (&one.body, &other.body) else { return };
    let related = one.overrides.contains(&other.id) || other.overrides.contains(&one.id) || one.id == other.id;
    let same_duty = a.on == b.on && a.action == b.action && one.applies == other.applies && one.per == other.per;
    if same_duty && !related {
        loading.complain(one.line, format!("'{}' asks for the same duty: let one override the other", other.id));
    }
}

/// A chain of breaches must end somewhere.
fn circles(loading: &mut Loading<'_>, book: &Rulebook) {
    let next: BTreeMap<&str, &str> =
        book.rules.iter().filter_map(|rule| Some((rule.id.as_ref(), rule.on()?.breach_of.as_deref()?))).collect();
    for rule in &book.rules {
        let mut at = rule.id.as_ref();
        let mut seen = BTreeSet::new();
        while let Some(before) = next.get(at) {
            if !seen.insert(at) {
                break;
            }
            if *before == rule.id.as_ref() {
                loading.rule = Some(rule.id.to_string());
                loading.complain(rule.line, "the breach that starts it is its own, around a circle".to_owned());
                break;
            }
            at = before;
        }
    }
    loading.rule = None;
}
