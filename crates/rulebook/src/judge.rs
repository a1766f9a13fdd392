//! Judging: rulebooks, a history and a moment in, findings out. The same input always gives the same findings.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::calendar::View;
use crate::expr::{Scope, Unknown};
use crate::finding::{Finding, Flag, Phase, Step, Verdict};
use crate::history::{Event, History};
use crate::rule::{Body, Governs, Law, Pattern, Rule, Rulebook};
use crate::vocabulary::Vocabulary;

mod afterwards;
mod clock;
mod index;
mod instance;
mod limit;
mod precede;
mod require;
mod respond;
mod separate;

use index::Index;
use instance::Instance;

/// Version of the engine: part of the stamp of every finding. It is raised when the same input would be judged otherwise.
pub const ENGINE: &str = "2";

/// When a case is judged and with which calendar.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'v> {
    /// What time it is.
    pub as_of: DateTime<Utc>,
    /// The calendar as it was known.
    pub calendar: &'v View,
}

/// Rulebooks made ready: rules found by the kinds of act that start them.
#[derive(Debug, Clone)]
pub struct Judge {
    books: Vec<Ready>,
    starts: HashMap<Arc<str>, Vec<(usize, usize)>>,
}

/// What the instances of a rule depend on besides the act: the roles it counts by, and whether it reads their facts.
type Shape = (Vec<Arc<str>>, bool);

/// A rulebook with what every finding of it repeats.
#[derive(Debug, Clone)]
struct Ready {
    book: Arc<Rulebook>,
    release: Arc<str>,
    vocabulary: Option<&'static Vocabulary>,
    /// What each rule says, in Chinese and in English.
    titles: Vec<(Arc<str>, Option<Arc<str>>)>,
    laws: Vec<Arc<[Law]>>,
    /// The number of each rule's shape, see [`Shape`].
    shapes: Vec<usize>,
    /// Rules that begin with a breach, each after the one it waits for.
    chained: Vec<usize>,
}

/// An act by its place in memory, which does not change in a judging, and the number of a shape.
type Started = (*const Event, usize);

/// One judging: what does not change from rule to rule.
struct Sitting<'a> {
    history: &'a History,
    index: Index<'a>,
    moment: Moment<'a>,
    case: Value,
    /// Facts of objects by their ids: most instances are about the same few, and every rule asks again.
    facts: RefCell<HashMap<Vec<Arc<str>>, Arc<Value>>>,
    /// Instances that an act starts: the rules of one shape share them.
    instances: RefCell<HashMap<Started, Rc<[Instance]>>>,
}

impl Sitting<'_> {
    /// Facts of objects, the later over the earlier.
    fn facts(&self, ids: Vec<Arc<str>>) -> Arc<Value> {
        let known = self.facts.borrow().get(&ids).cloned();
        known.unwrap_or_else(|| {
            let facts = Arc::new(Value::Object(self.history.facts_of(ids.iter())));
            self.facts.borrow_mut().insert(ids, Arc::clone(&facts));
            facts
        })
    }
}

/// One rule in one judging.
#[derive(Clone, Copy)]
struct Bench<'a> {
    sitting: &'a Sitting<'a>,
    ready: &'a Ready,
    at: usize,
    rule: &'a Rule,
}

impl Judge {
    /// Makes rulebooks ready. They are judged in this order.
    pub fn new(books: impl IntoIterator<Item = Arc<Rulebook>>) -> Self {
        let mut shapes = Vec::new();
        let books: Vec<Ready> = books.into_iter().map(|book| Ready::new(book, &mut shapes)).collect();
        let mut starts: HashMap<Arc<str>, Vec<(usize, usize)>> = HashMap::new();
        for (b, ready) in books.iter().enumerate() {
            for (r, rule) in ready.book.rules.iter().enumerate() {
                for kind in starting_kinds(rule) {
                    starts.entry(kind.clone()).or_default().push((b, r));
                }
            }
        }
        Self { books, starts }
    }

    /// The rulebooks.
    pub fn books(&self) -> impl Iterator<Item = &Arc<Rulebook>> {
        self.books.iter().map(|ready| &ready.book)
    }

    /// How many rules begin with an act of this kind.
    pub fn beginning_with(&self, kind: &str) -> usize {
        self.starts.get(kind).map_or(0, Vec::len)
    }

    /// Judges a history that is already cut at the moment. Findings come in the order of rulebook, rule, instance and the
    /// act that started them.
    pub fn judge(&self, history: &History, moment: Moment<'_>) -> Vec<Finding> {
        let case = Value::Object(history.facts.clone());
        let sitting = Sitting {
            history,
            index: Index::new(history),
            moment,
            case,
            facts: RefCell::default(),
            instances: RefCell::default(),
        };
        let mut touched: Vec<(usize, usize)> =
            sitting.index.kinds().filter_map(|kind| self.starts.get(kind)).flatten().copied().collect();
        touched.sort_unstable();
        touched.dedup();
        let mut found = Vec::new();
        for (b, ready) in self.books.iter().enumerate() {
            for (_, r) in touched.iter().filter(|(book, _)| *book == b) {
                if let Some(rule) = ready.book.rules.get(*r) {
                    judge_rule(Bench { sitting: &sitting, ready, at: *r, rule }, &mut found);
                }
            }
            for r in &ready.chained {
                let breaches = afterwards::breaches(ready, *r, &found);
                if let Some(rule) = ready.book.rules.get(*r) {
                    let bench = Bench { sitting: &sitting, ready, at: *r, rule };
                    found.extend(breaches.iter().filter_map(|breach| respond::after_breach(bench, breach)));
                }
            }
        }
        afterwards::settle(self, &mut found);
        found.sort_by(by_name);
        found
    }
}

/// The order of findings, by what [`Finding::key`] names them by. Findings of one rule share its names, which are then not
/// compared letter by letter.
fn by_name(a: &Finding, b: &Finding) -> Ordering {
    fn name(finding: &Finding) -> &str {
        finding.rulebook.split_once('@').map_or(&finding.rulebook, |(id, _)| id)
    }
    let book = if Arc::ptr_eq(&a.rulebook, &b.rulebook) { Ordering::Equal } else { name(a).cmp(name(b)) };
    let rule = || if Arc::ptr_eq(&a.rule, &b.rule) { Ordering::Equal } else { a.rule.cmp(&b.rule) };
    book.then_with(rule).then_with(|| a.instance.cmp(&b.instance)).then_with(|| a.trigger.cmp(&b.trigger))
}

impl Ready {
    /// `shapes` are those of all rulebooks so far.
    fn new(book: Arc<Rulebook>, shapes: &mut Vec<Shape>) -> Self {
        let release = Arc::from(book.release());
        let vocabulary = book.vocabulary.as_deref().and_then(Vocabulary::named);
        let titles =
            book.rules.iter().map(|rule| (Arc::from(rule.title.as_str()), rule.title_en.as_deref().map(Arc::from)));
        let titles = titles.collect();
        let laws = book.rules.iter().map(|rule| Arc::from(rule.law.clone())).collect();
        let chained = afterwards::chained(&book);
        let mut numbered = |rule: &Rule| {
            let shape = (rule.per.clone(), rule.reads_instance);
            shapes.iter().position(|known| *known == shape).unwrap_or_else(|| {
                shapes.push(shape);
                shapes.len() - 1
            })
        };
        let shapes = book.rules.iter().map(&mut numbered).collect();
        Self { book, release, vocabulary, titles, laws, shapes, chained }
    }
}

/// Kinds of act that make a rule worth looking at.
fn starting_kinds(rule: &Rule) -> &[Arc<str>] {
    match &rule.body {
        Body::Separate { b, .. } => &b.kinds,
        _ => rule.on().map_or(&[], |on| &on.kinds),
    }
}

fn judge_rule(bench: Bench<'_>, found: &mut Vec<Finding>) {
    match &bench.rule.body {
        Body::Respond(body) => {
            bench.each(&body.on, found, |trigger, instance| respond::judge(bench, body, trigger, instance));
        }
        Body::Precede(body) => {
            bench.each(&body.on, found, |trigger, instance| precede::judge(bench, body, trigger, instance));
        }
        Body::Require(body) => {
            bench.each(&body.on, found, |trigger, instance| require::judge(bench, body, trigger, instance));
        }
        Body::Separate { a, b } => separate::judge(bench, a, b, found),
        Body::Limit { on, max } => limit::judge(bench, on, *max, found),
    }
}

impl<'a> Bench<'a> {
    /// Every instance that an act starts, judged by `judge` where the rule applies.
    fn each(self, on: &Pattern, found: &mut Vec<Finding>, judge: impl Fn(&'a Event, &Instance) -> Finding) {
        for trigger in self.sitting.index.of(&on.kinds) {
            if !self.is_in_force(trigger) {
                continue;
            }
            for instance in Instance::all(self, trigger).iter() {
                match self.starts(on, trigger, instance) {
                    Ok(false) => {}
                    Err(unknown) => found.push(self.unknown(trigger, instance, Some(trigger), unknown)),
                    Ok(true) => match self.applies(trigger, instance) {
                        Ok(true) => found.push(judge(trigger, instance)),
                        Ok(false) => found.push(self.finding(instance, Some(trigger), Verdict::NotApplicable)),
                        Err(unknown) => found.push(self.unknown(trigger, instance, Some(trigger), unknown)),
                    },
                }
            }
        }
    }

    /// Whether this version of the rule governs an act.
    fn is_in_force(self, trigger: &Event) -> bool {
        let day = match self.rule.governs {
            Governs::CaseOpen => self.sitting.index.first_day(),
            Governs::Trigger | Governs::Act => trigger.at.map(|at| at.first),
        };
        // An act without a date is judged by the version in force last, and its verdict will be undetermined.
        day.map_or(self.rule.window.to.is_none(), |day| self.rule.window.holds(day))
    }

    fn scope<'s>(self, trigger: &'s Event, instance: &'s Instance) -> Scope<'s>
    where
        'a: 's,
    {
        Scope::default()
            .with("event", &trigger.view)
            .with("case", &self.sitting.case)
            .with("inst", &instance.facts)
            .with("param", &instance.params)
    }

    fn starts(self, on: &Pattern, trigger: &Event, instance: &Instance) -> Result<bool, Unknown> {
        on.condition.as_ref().map_or(Ok(true), |condition| condition.holds(&self.scope(trigger, instance)))
    }

    fn applies(self, trigger: &Event, instance: &Instance) -> Result<bool, Unknown> {
        self.rule.applies.as_ref().map_or(Ok(true), |condition| condition.holds(&self.scope(trigger, instance)))
    }

    /// Whether an act satisfies a pattern's condition, seen from another: `event` and `prior` of the condition.
    fn fits(self, pattern: &Pattern, event: &Event, instance: &Instance, prior: &Event) -> Result<bool, Unknown> {
        let Some(condition) = &pattern.condition else { return Ok(true) };
        condition.holds(&self.scope(event, instance).with("prior", &prior.view))
    }

    /// Whether an act concerns an instance.
    fn concerns(self, event: &Event, instance: &Instance, trigger: &Event) -> bool {
        instance.concerns(event, trigger, self.ready.vocabulary)
    }

    /// A finding with nothing yet but the verdict.
    fn finding(self, instance: &Instance, trigger: Option<&Event>, verdict: Verdict) -> Finding {
        let rule = self.rule;
        let (title, title_en) = self.ready.titles.get(self.at).cloned().unwrap_or_default();
        let mut finding = Finding {
            rulebook: self.ready.release.clone(),
            rule: rule.id.clone(),
            title,
            title_en,
            kind: rule.kind(),
            level: rule.level,
            severity: rule.severity,
            guard: rule.guard,
            law: self.ready.laws.get(self.at).cloned().unwrap_or_default(),
            in_force_from: rule.window.from,
            instance: instance.ids.clone(),
            trigger: trigger.map(|event| event.id.clone()),
            verdict,
            phase: None,
            due: None,
            due_at: None,
            late_days: None,
            cites: std::collections::BTreeSet::default(),
            flags: std::collections::BTreeSet::default(),
            steps: Vec::new(),
            residual: None,
        };
        if let Some(event) = trigger {
            finding.cite(event);
        }
        finding
    }

    /// A finding that lacks a fact. `of` is the act whose field is missing.
    fn unknown(self, trigger: &Event, instance: &Instance, of: Option<&Event>, unknown: Unknown) -> Finding {
        let mut finding = self.finding(instance, Some(trigger), Verdict::Undetermined);
        finding.lack(trigger, of, unknown);
        finding
    }
}

impl Finding {
    /// Cites an act, and with it what corrected it.
    fn cite(&mut self, event: &Event) {
        self.cites.insert(event.id.clone());
        if !event.corrected_by.is_empty() {
            self.flags.insert(Flag::Corrected);
            self.cites.extend(event.corrected_by.iter().cloned());
        }
    }

    /// Says which fact is missing.
    fn lack(&mut self, trigger: &Event, of: Option<&Event>, unknown: Unknown) {
        let step = match unknown {
            Unknown::Error(reason) => Step::NoValue { reason },
            Unknown::Field(path) => {
                let (root, field) = path.split_once('.').unwrap_or(("", &path));
                let event = match root {
                    "event" => Some(trigger.id.clone()),
                    "case" | "inst" => None,
                    _ => of.map(|event| event.id.clone()),
                };
                let field = field.trim_start_matches("data.").trim_start_matches("rel.");
                Step::Missing { event, field: field.to_owned() }
            }
        };
        self.verdict = Verdict::Undetermined;
        self.phase = None;
        self.steps.push(step);
    }

    fn is(mut self, phase: Phase) -> Self {
        self.phase = Some(phase);
        self
    }
}

#[cfg(test)]
mod tests;
