//! One breach of each rule of each shipped rulebook, planted in a worked example in which the rule is kept: all rulebooks
//! together find it, and with it only what the list in `planted/` declares, mostly nothing.
//!
//! The list says for every version of a rule what was changed in which example. `WENZE_WRITE_GOLDEN=1` searches anew, which
//! takes minutes; otherwise the listed breaches are planted again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, NaiveDate, Utc};
use wenze_rulebook::calendar::Calendar;
use wenze_rulebook::example::{Examples, Kept};
use wenze_rulebook::finding::{Finding, Verdict};
use wenze_rulebook::history::{Event, History};
use wenze_rulebook::judge::{Judge, Moment};
use wenze_rulebook::plant::{Planted, plant};
use wenze_rulebook::rule::{Body, Param, Rule, Rulebook, Within};
use wenze_rulebook::shipped;

/// Most examples that a breach of one rule is planted in before the best of what was found is taken.
const TRIED_MAX: usize = 6;
/// What parts a line: change, example, other rules broken.
const PART: &str = " · ";

/// A version of a rule: rulebook, rule, first day of the version.
type Version = (Arc<str>, Arc<str>, Option<NaiveDate>);

static TOGETHER: LazyLock<Judge> = LazyLock::new(|| Judge::new(shipped::all().iter().map(|one| Arc::clone(&one.book))));

/// A rule with what it is tried on.
struct Trial<'a> {
    book: &'a Rulebook,
    rule: &'a Rule,
    own: Version,
    /// A judge of this rule and of those that it cannot be judged without, to try many changes quickly.
    alone: Judge,
    /// Examples in which it is kept, those first in which this version of it speaks.
    bases: Vec<&'a Kept>,
    donors: &'a [Event],
}

/// A breach with the other rules that are broken too, beside those that begin with it.
#[derive(Debug, PartialEq)]
struct Breach {
    what: String,
    example: String,
    also: BTreeSet<String>,
}

fn judged(judge: &Judge, history: &History, as_of: DateTime<Utc>) -> Vec<Finding> {
    let view = Calendar::shipped().known(as_of);
    judge.judge(history, Moment { as_of, calendar: &view })
}

/// What is broken at a moment: keys of findings with the version of the rule.
fn broken(judge: &Judge, history: &History, as_of: DateTime<Utc>) -> BTreeMap<String, Version> {
    let found = judged(judge, history, as_of);
    let broken = found.iter().filter(|finding| finding.verdict == Verdict::Violated);
    broken.map(|f| (f.key(), (f.rulebook.clone(), f.rule.clone(), f.in_force_from))).collect()
}

impl<'a> Trial<'a> {
    fn new(book: &'a Rulebook, rule: &'a Rule, kept: &'a [Kept], donors: &'a [Event]) -> Self {
        let own: Version = (Arc::from(book.release()), rule.id.clone(), rule.window.from);
        let mut needed = book.clone();
        let cause = rule.on().and_then(|on| on.breach_of.clone());
        needed
            .rules
            .retain(|one| one.id == rule.id || cause.as_ref() == Some(&one.id) || one.overrides.contains(&rule.id));
        let alone = Judge::new([Arc::new(needed)]);
        let speaks = |kept: &&Kept| {
            let found = judged(&alone, &kept.history, kept.as_of);
            found.iter().any(|f| f.rule == own.1 && f.in_force_from == own.2 && f.verdict != Verdict::NotApplicable)
        };
        let (mut bases, mut silent): (Vec<&Kept>, Vec<&Kept>) =
            kept.iter().filter(|kept| kept.rule == *rule.id).partition(speaks);
        bases.append(&mut silent);
        Self { book, rule, own, alone, bases, donors }
    }

    fn planted(&self, base: &'a Kept) -> impl Iterator<Item = Planted> + use<'a> {
        plant(self.book, self.rule, &base.history, base.as_of, self.donors)
    }

    /// Rules that begin with a breach of this one, and those that begin with theirs.
    fn consequences(&self) -> BTreeSet<Arc<str>> {
        let mut all = BTreeSet::from([self.rule.id.clone()]);
        loop {
            let begins = |one: &&Rule| one.on().and_then(|on| on.breach_of.as_ref()).is_some_and(|of| all.contains(of));
            let next: Vec<Arc<str>> = self.book.rules.iter().filter(begins).map(|one| one.id.clone()).collect();
            let before = all.len();
            all.extend(next);
            if all.len() == before {
                return all;
            }
        }
    }

    /// What a change breaks; none when this version of the rule is not broken by it.
    fn breach(&self, base: &Kept, planted: Planted) -> Option<Breach> {
        let Planted { what, history, as_of } = planted;
        if !broken(&self.alone, &history, as_of).values().any(|version| *version == self.own) {
            return None;
        }
        let mut after = broken(&TOGETHER, &history, as_of);
        // Time alone breaks what was still open; whatever is broken then is counted. Every other change is compared with
        // the unchanged example at the same moment.
        let unchanged = if what.starts_with("judged") { base.as_of } else { as_of };
        let before = broken(&TOGETHER, &base.history, unchanged);
        after.retain(|key, _| !before.contains_key(key));
        if !after.values().any(|version| *version == self.own) {
            return None;
        }
        let follow = self.consequences();
        let others = after.values().filter(|(book, id, _)| *book != self.own.0 || !follow.contains(id));
        let also = others.map(|(book, id, _)| format!("{}/{id}", book.split('@').next().unwrap_or_default())).collect();
        Some(Breach { what, example: base.example.clone(), also })
    }

    /// The breach with which the fewest other rules are broken.
    fn best(&self) -> Option<Breach> {
        let mut best: Option<Breach> = None;
        for base in self.bases.iter().take(TRIED_MAX) {
            for breach in self.planted(base).filter_map(|planted| self.breach(base, planted)) {
                if best.as_ref().is_none_or(|best| breach.also.len() < best.also.len()) {
                    let is_pure = breach.also.is_empty();
                    best = Some(breach);
                    if is_pure {
                        return best;
                    }
                }
            }
        }
        best
    }

    /// Why a rule cannot be broken, if it cannot.
    fn unbreakable(&self) -> Option<&'static str> {
        let Body::Respond(body) = &self.rule.body else { return None };
        let is_silent = |param: &Param| {
            let mut values = param.values.iter().filter(|value| value.window.overlaps(&self.rule.window));
            values.all(|value| value.number.is_none())
        };
        match &body.within {
            Within::Promptly => Some("cannot be broken: the text gives no figure"),
            Within::Param(param) if is_silent(param) => Some("cannot be broken: the text of the time says nothing"),
            _ => None,
        }
    }

    fn name(&self) -> String {
        let from = self.rule.window.from.map(|from| format!(" ({from})")).unwrap_or_default();
        format!("{}{from}: ", self.rule.id)
    }

    /// Its line in the list.
    fn line(&self) -> String {
        let found = match (self.unbreakable(), self.best()) {
            (Some(why), _) => why.to_owned(),
            (None, None) => "NO BREACH FOUND".to_owned(),
            (None, Some(breach)) => {
                let also: Vec<String> = breach.also.into_iter().collect();
                let also = if also.is_empty() { String::new() } else { format!("{PART}also {}", also.join(", ")) };
                format!("{}{PART}{}{also}", breach.what, breach.example)
            }
        };
        format!("{}{found}", self.name())
    }

    /// Plants what its line says; what is wrong with the line, if anything.
    fn fault(&self, line: &str) -> Option<String> {
        let Some(told) = line.strip_prefix(&self.name()) else { return Some("stands elsewhere".to_owned()) };
        if let Some(why) = self.unbreakable() {
            return (told != why).then(|| why.to_owned());
        }
        let mut parts = told.split(PART);
        let (what, example) = (parts.next()?, parts.next().unwrap_or_default());
        let also = parts.next().and_then(|also| also.strip_prefix("also ")).unwrap_or_default();
        let also: BTreeSet<String> = also.split(", ").filter(|id| !id.is_empty()).map(str::to_owned).collect();
        let listed = Breach { what: what.to_owned(), example: example.to_owned(), also };
        let is_found = self.bases.iter().filter(|base| base.example == listed.example).any(|base| {
            let same = self.planted(base).filter(|planted| planted.what == listed.what);
            same.filter_map(|planted| self.breach(base, planted)).any(|breach| breach == listed)
        });
        (!is_found).then(|| "is not found so, or breaks other rules than it says".to_owned())
    }
}

/// Acts of all examples of a rulebook, each content once.
fn donors(examples: &Examples, book: &Rulebook) -> Vec<Event> {
    let mut seen = BTreeSet::new();
    let all = examples.histories(book).into_iter().flat_map(|history| history.events);
    all.filter(|event| seen.insert(format!("{}{}{}", event.kind, event.view["data"], event.view["behalf"]))).collect()
}

/// A breach of each rule is found, and with it nothing but what begins with it and what the list declares.
fn each_breach_is_found(id: &str) {
    let one = shipped::named(id).unwrap_or_else(|| panic!("{id} is not shipped"));
    let examples = Examples::read(&one.bundle).unwrap_or_else(|c| panic!("{c:?}"));
    let (kept, donors) = (examples.kept(&one.book), donors(&examples, &one.book));
    let trials = one.book.rules.iter().map(|rule| Trial::new(&one.book, rule, &kept, &donors));
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("planted").join(format!("{id}.txt"));
    if std::env::var_os("WENZE_WRITE_GOLDEN").is_some() {
        let text = trials.fold(String::new(), |mut text, trial| {
            let _ = writeln!(text, "{}", trial.line());
            text
        });
        std::fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        return;
    }
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text.lines().count(), one.book.rules.len(), "{}: one line for each version of a rule", path.display());
    let faults: Vec<String> = trials
        .zip(text.lines())
        .filter_map(|(trial, line)| Some(format!("{line}\n  {}{}", trial.name(), trial.fault(line)?)))
        .collect();
    assert!(faults.is_empty(), "{}:\n{}", path.display(), faults.join("\n"));
}

/// One test for each rulebook, so that they run beside each other.
macro_rules! each {
    ($($test:ident: $id:literal),+ $(,)?) => {
        $(#[test]
        fn $test() {
            each_breach_is_found($id);
        })+

        #[test]
        fn every_shipped_rulebook_has_its_breaches_planted() {
            let planted: BTreeSet<&str> = BTreeSet::from([$($id),+]);
            let shipped: BTreeSet<&str> = shipped::all().iter().map(|one| one.book.id.as_ref()).collect();
            assert_eq!(planted, shipped);
        }
    };
}

each! {
    breaches_of_accountability: "accountability",
    breaches_of_appointment: "appointment",
    breaches_of_civil_servants: "civil-servants",
    breaches_of_clarification: "clarification",
    breaches_of_discipline_work: "discipline-work",
    breaches_of_governmental_sanctions: "governmental-sanctions",
    breaches_of_house: "house",
    breaches_of_party_discipline: "party-discipline",
    breaches_of_petition: "petition",
    breaches_of_petition_responsibility: "petition-responsibility",
    breaches_of_report_handling: "report-handling",
    breaches_of_state_enterprises: "state-enterprises",
    breaches_of_supervision: "supervision",
}
