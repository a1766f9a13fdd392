//! What should not have happened is recorded all the same, and found: breaches of order, quorum, level, separation, authority
//! and content are put into cases of a careful office as requests, go through `decide`, and are judged.
//!
//! The lists in `accepted/` say for every such rule that a careful case keeps which act was changed and how
//! (`WENZE_WRITE_GOLDEN=1` writes them; with `--release` that takes minutes, without it an hour).

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails there")]

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use chrono::{Days, NaiveDate};
use serde_json::Value;
use wenze_rulebook::finding::{Finding, Verdict};
use wenze_rulebook::judge::Judge;
use wenze_rulebook::plant::payloads;
use wenze_rulebook::rule::{Body, Rule, Rulebook};
use wenze_rulebook::shipped;
use wenze_testkit::generator::{GeneratedCase, Generator};

use crate::office::{Office, TODAY};

/// Most changes that are tried of one rule in one case, and most cases.
const TRIED_MAX: usize = 120;
const CASES_MAX: usize = 2;
/// What the list says of a rule that no single change of an act it stands on breaks; `crates/rulebook/planted` has a breach.
const UNBROKEN: &str = "no change of one act breaks it here";
/// What the list says of a rule that no careful case has to do with.
const SILENT: &str = "kept in no careful case";
/// By how many days an act is moved.
const MOVES: [i64; 8] = [-400, -60, -10, -1, 1, 10, 60, 400];

/// A careful case with what the judge says of it.
struct Kept {
    hint: &'static str,
    case: GeneratedCase,
    /// The place of each recorded act.
    places: HashMap<String, usize>,
    findings: Vec<Finding>,
}

struct World {
    office: Office,
    kept: Vec<Kept>,
}

static WORLD: LazyLock<World> = LazyLock::new(World::new);

impl World {
    fn new() -> Self {
        let office = Office::new(7, TODAY);
        let stories = (1..).zip(Generator::careful_stories());
        let kept = stories.map(|(number, hint)| {
            let case = office.generator.story(hint, number).expect("a story");
            let recorded = office.recorded(&case).whole(&case);
            let findings = office.judged(&office.judge, &recorded, office.clock);
            let ids = recorded.outcomes.iter().enumerate();
            let places = ids.filter_map(|(place, id)| Some((id.as_ref().ok()?.to_string(), place))).collect();
            Kept { hint, case, places, findings }
        });
        Self { kept: kept.collect(), office }
    }

    /// What a judge says of a case; none if an act other than the one left out is refused.
    fn judged(&self, judge: &Judge, case: &GeneratedCase, left_out: Option<usize>) -> Option<Vec<Finding>> {
        let recorded = self.office.recorded(case);
        let mut refused = recorded.outcomes.iter().enumerate().filter(|(_, outcome)| outcome.is_err());
        let is_accepted = refused.all(|(place, _)| left_out == Some(place));
        is_accepted.then(|| self.office.judged(judge, &recorded, self.office.clock))
    }
}

/// Whether a finding is one of this version of a rule.
fn is_of(finding: &Finding, book: &Rulebook, rule: &Rule) -> bool {
    *finding.rulebook == *book.release() && finding.rule == rule.id && finding.in_force_from == rule.window.from
}

/// One act of a case as it was not; none is left out.
struct Change {
    what: String,
    place: usize,
    request: Option<Value>,
}

/// Changes of the acts that a finding stands on, made as they are asked for.
fn changes<'a>(
    book: &'a Rulebook,
    rule: &'a Rule,
    kept: &'a Kept,
    finding: &'a Finding,
) -> impl Iterator<Item = Change> + 'a {
    let places: BTreeSet<usize> = finding.cites.iter().filter_map(|id| kept.places.get(id.as_ref())).copied().collect();
    let case = &kept.case;
    let without = places.clone().into_iter().flat_map(move |place| {
        let left_out = Change { what: format!("{} left out", kind(case, place)), place, request: None };
        std::iter::once(left_out).chain(MOVES.into_iter().filter_map(move |days| moved(case, place, days)))
    });
    let ids = people(case);
    let other = places.into_iter().flat_map(move |place| {
        let ids = ids.clone();
        ["payload", "on_behalf_of"].into_iter().flat_map(move |part| contents(book, rule, case, place, part, &ids))
    });
    without.chain(other)
}

/// Other contents of one part of an act.
fn contents(
    book: &Rulebook,
    rule: &Rule,
    case: &GeneratedCase,
    place: usize,
    part: &str,
    ids: &BTreeSet<String>,
) -> Vec<Change> {
    let (request, kind) = (&case.acts[place].request, kind(case, place));
    let Some(Value::Object(map)) = request.get(part) else { return Vec::new() };
    let mut others = payloads(book, rule, &kind, ids.clone(), map);
    // What the rule reads is changed first.
    let read: BTreeSet<String> = rule.expressions().iter().flat_map(|expr| expr.paths()).collect();
    let ends: BTreeSet<&str> = read.iter().filter_map(|path| path.rsplit('.').next()).collect();
    others.sort_by_key(|(what, _)| !what.split([' ', '.', '[']).any(|word| ends.contains(word)));
    let others = others.into_iter().map(|(what, other)| {
        let mut changed = request.clone();
        changed[part] = Value::Object(other);
        Change { what: format!("{kind}: {}", what.replacen("payload", part, 1)), place, request: Some(changed) }
    });
    others.collect()
}

fn kind(case: &GeneratedCase, place: usize) -> String {
    case.acts[place].request["kind"].as_str().unwrap_or_default().to_owned()
}

/// Ids of people that the acts of a case name.
fn people(case: &GeneratedCase) -> BTreeSet<String> {
    fn collect(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(map) => {
                found.extend(map.get("person_id").and_then(Value::as_str).map(str::to_owned));
                map.values().for_each(|inner| collect(inner, found));
            }
            Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    case.acts.iter().for_each(|act| collect(&act.request, &mut found));
    found
}

/// The act on another day, with its own dates; not after today, for the future is refused.
fn moved(case: &GeneratedCase, place: usize, days: i64) -> Option<Change> {
    let request = &case.acts[place].request;
    let day: NaiveDate = request["occurred"]["date"].as_str()?.parse().ok()?;
    let by = Days::new(days.unsigned_abs());
    let other = if days < 0 { day.checked_sub_days(by) } else { day.checked_add_days(by) }?;
    if other.to_string().as_str() > TODAY {
        return None;
    }
    let text = request.to_string().replace(&day.to_string(), &other.to_string());
    let what = format!("{} {} days {}", kind(case, place), days.abs(), if days < 0 { "earlier" } else { "later" });
    Some(Change { what, place, request: serde_json::from_str(&text).ok() })
}

/// A judge of one rule and of those that it cannot be judged without.
fn alone(book: &Rulebook, rule: &Rule) -> Judge {
    let mut needed = book.clone();
    needed.rules.retain(|one| one.id == rule.id || one.overrides.contains(&rule.id));
    Judge::new([Arc::new(needed)])
}

/// A rule with the careful cases that keep it.
struct Trial<'a> {
    book: &'a Rulebook,
    rule: &'a Rule,
    alone: Judge,
    keeping: Vec<(&'static Kept, &'static Finding)>,
}

impl<'a> Trial<'a> {
    fn new(book: &'a Rulebook, rule: &'a Rule) -> Self {
        let is_kept = |finding: &&Finding| {
            is_of(finding, book, rule) && matches!(finding.verdict, Verdict::Satisfied | Verdict::Holding)
        };
        let keeping = WORLD.kept.iter().filter_map(|kept| Some((kept, kept.findings.iter().find(is_kept)?)));
        Self { book, rule, alone: alone(book, rule), keeping: keeping.collect() }
    }

    fn name(&self) -> String {
        let from = self.rule.window.from.map(|from| format!(" ({from})")).unwrap_or_default();
        format!("{}{from}: ", self.rule.id)
    }

    /// Whether a case with this change is recorded, and the rule found broken in it.
    fn is_found(&self, case: &mut GeneratedCase, change: &Change) -> bool {
        let left_out = change.request.is_none().then_some(change.place);
        let other = change.request.clone().unwrap_or(Value::Null);
        let whole = std::mem::replace(&mut case.acts[change.place].request, other);
        let found = WORLD.judged(&self.alone, case, left_out);
        case.acts[change.place].request = whole;
        let is_broken = |one: &Finding| is_of(one, self.book, self.rule) && one.verdict == Verdict::Violated;
        found.is_some_and(|found| found.iter().any(is_broken))
    }

    /// The line that says what breaks the rule, tried on the first careful cases that keep it.
    fn line(&self) -> String {
        if self.keeping.is_empty() {
            return format!("{}{SILENT}", self.name());
        }
        for (kept, finding) in self.keeping.iter().take(CASES_MAX) {
            let mut case = kept.case.clone();
            let mut tried = changes(self.book, self.rule, kept, finding).take(TRIED_MAX);
            if let Some(change) = tried.find(|change| self.is_found(&mut case, change)) {
                return format!("{}{} · {}", self.name(), change.what, kept.hint);
            }
        }
        format!("{}{UNBROKEN}", self.name())
    }

    /// Whether the change of a line is recorded and found still.
    fn holds(&self, line: &str) -> bool {
        let Some(told) = line.strip_prefix(&self.name()) else { return false };
        if self.keeping.is_empty() || told == SILENT {
            return self.keeping.is_empty() && told == SILENT;
        }
        if told == UNBROKEN {
            return true;
        }
        let Some((what, hint)) = told.split_once(" · ") else { return false };
        self.keeping.iter().filter(|(kept, _)| kept.hint == hint).any(|(kept, finding)| {
            let mut case = kept.case.clone();
            let mut same = changes(self.book, self.rule, kept, finding).filter(|change| change.what == what);
            same.any(|change| self.is_found(&mut case, &change))
        })
    }
}

/// The lines of a rulebook's list that do not hold any more; with `WENZE_WRITE_GOLDEN` the list is written first.
fn stale(book: &Rulebook) -> Vec<String> {
    let rules = book.rules.iter().filter(|rule| !matches!(rule.body, Body::Respond(_)));
    let trials: Vec<Trial> = rules.map(|rule| Trial::new(book, rule)).collect();
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/accepted").join(format!("{}.txt", book.id));
    if std::env::var_os("WENZE_WRITE_GOLDEN").is_some() {
        let text: String = trials.iter().map(|trial| trial.line() + "\n").collect();
        std::fs::write(&path, text).expect("a list is written");
    }
    let text = std::fs::read_to_string(&path).expect("the list of this rulebook");
    if text.lines().count() != trials.len() {
        return vec![format!("{}: one line for each version of a rule", path.display())];
    }
    let wrong = trials.iter().zip(text.lines()).filter(|(trial, line)| !trial.holds(line));
    wrong.map(|(_, line)| format!("{}: {line}", book.id)).collect()
}

/// One test for all rulebooks: the careful cases are made once, the rulebooks are shared out among as many threads as there
/// are cores.
#[test]
fn breaches_of_order_quorum_level_separation_authority_and_content_are_recorded_and_found() {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut wrong = Vec::new();
        while let Some(one) = shipped::all().get(next.fetch_add(1, Ordering::Relaxed)) {
            wrong.extend(stale(&one.book));
        }
        wrong
    };
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        handles.into_iter().flat_map(|handle| handle.join().expect("no panic")).collect()
    });
    assert!(wrong.is_empty(), "not recorded or not found so:\n{}", wrong.join("\n"));
}
