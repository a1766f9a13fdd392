//! Worked examples: what happened, and what the rules must say of it. Law officers write them; every one is judged.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::value::Datetime;

use crate::bundle::Bundle;
use crate::calendar::Calendar;
use crate::finding::{Finding, Flag, Phase, Verdict};
use crate::history::History;
use crate::judge::{Judge, Moment};
use crate::load::{Complaint, line_of, unreadable};
use crate::rule::Rulebook;

mod told;

use told::EventSource;

/// A file of worked examples.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileSource {
    rulebook: Option<String>,
    #[serde(default)]
    example: Vec<Spanned<ExampleSource>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleSource {
    name: String,
    #[serde(default)]
    case: toml::Table,
    #[serde(default)]
    objects: BTreeMap<String, toml::Table>,
    #[serde(default)]
    events: Vec<EventSource>,
    expect: Vec<Spanned<ExpectSource>>,
    #[serde(default)]
    exhaustive: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectSource {
    as_of: Datetime,
    known: Option<Datetime>,
    rule: String,
    #[serde(default)]
    instance: BTreeMap<String, String>,
    verdict: Expected,
    phase: Option<Phase>,
    due: Option<Datetime>,
    late_days: Option<i64>,
    cites: Option<BTreeSet<String>>,
    flags: Option<BTreeSet<Flag>>,
}

/// A verdict, or that the rule never began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Expected {
    Absent,
    #[serde(untagged)]
    Verdict(Verdict),
}

/// What became of one expectation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The file within the rulebook's folder.
    pub file: String,
    /// The line of the expectation, from 1.
    pub line: usize,
    /// The example.
    pub example: String,
    /// The rule.
    pub rule: String,
    /// Whether it is as expected.
    pub is_met: bool,
    /// What was found, in one line.
    pub found: String,
    /// What was expected, in one line.
    pub expected: String,
}

/// A moment of an example at which a rule is said to be kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The example.
    pub example: String,
    /// The rule.
    pub rule: String,
    /// The moment.
    pub as_of: DateTime<Utc>,
    /// What had been recorded by then.
    pub history: History,
}

/// Examples that are read once and judged many times.
#[derive(Debug)]
pub struct Examples {
    files: Vec<(String, String, FileSource)>,
}

impl Examples {
    /// Reads the examples of a rulebook.
    pub fn read(bundle: &Bundle) -> Result<Self, Vec<Complaint>> {
        let mut files = Vec::new();
        let mut complaints = Vec::new();
        for (path, text) in bundle.cases() {
            match toml::from_str::<FileSource>(text) {
                Ok(file) => files.push((path.to_owned(), text.to_owned(), file)),
                Err(error) => complaints.push(unreadable(text, path, &error)),
            }
        }
        if complaints.is_empty() { Ok(Self { files }) } else { Err(complaints) }
    }

    /// Judges every example with these rulebooks, the one under test first, and compares.
    pub fn run(&self, book: &Rulebook, judge: &Judge, calendar: &Calendar) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        for (path, text, file) in &self.files {
            let is_ours = file.rulebook.as_deref().is_none_or(|id| id == book.id.as_ref());
            if !is_ours {
                outcomes.push(misplaced(path, file.rulebook.as_deref().unwrap_or_default(), book));
                continue;
            }
            for example in &file.example {
                let run = Run { path, text, book, judge, calendar, example: example.get_ref() };
                run.all(line_of(text, example.span().start), &mut outcomes);
            }
        }
        outcomes
    }

    /// Whether any expectation is not met, of the examples that name the rule or tell of all violations. It stops at the
    /// first.
    pub(crate) fn any_differs(&self, book: &Rulebook, judge: &Judge, calendar: &Calendar, rule: &str) -> bool {
        let waits = book.rules.iter().filter(|one| one.on().is_some_and(|on| on.breach_of.as_deref() == Some(rule)));
        let watched: Vec<&str> = waits.map(|one| one.id.as_ref()).chain([rule]).collect();
        self.files.iter().any(|(path, text, file)| {
            file.example.iter().any(|example| {
                let example = example.get_ref();
                let names =
                    example.exhaustive || example.expect.iter().any(|e| watched.contains(&e.get_ref().rule.as_str()));
                let mut outcomes = Vec::new();
                if names {
                    Run { path, text, book, judge, calendar, example }.all(1, &mut outcomes);
                }
                outcomes.iter().any(|outcome| !outcome.is_met)
            })
        })
    }

    /// Rules that no expectation names.
    pub fn untold<'b>(&self, book: &'b Rulebook) -> Vec<&'b str> {
        let told: BTreeSet<&str> = self
            .files
            .iter()
            .flat_map(|(_, _, file)| &file.example)
            .flat_map(|example| &example.get_ref().expect)
            .map(|expect| expect.get_ref().rule.as_str())
            .collect();
        let all: BTreeSet<&str> = book.rules.iter().map(|rule| rule.id.as_ref()).collect();
        all.into_iter().filter(|id| !told.contains(id)).collect()
    }

    /// The moments at which a rule is said to be kept, in the order written: what a breach can be planted in.
    pub fn kept(&self, book: &Rulebook) -> Vec<Kept> {
        let examples = self.files.iter().flat_map(|(_, _, file)| &file.example).map(Spanned::get_ref);
        let expects = examples.flat_map(|example| example.expect.iter().map(move |expect| (example, expect.get_ref())));
        let is_kept = |expect: &ExpectSource| {
            matches!(
                expect.verdict,
                Expected::Verdict(Verdict::Satisfied | Verdict::Holding | Verdict::Pending | Verdict::Discharged)
            )
        };
        let kept = expects.filter(|(_, expect)| is_kept(expect)).filter_map(|(example, expect)| {
            let as_of = told::instant(expect.as_of, book.zone)?;
            let known = expect.known.map_or(Some(as_of), |known| told::instant(known, book.zone))?;
            let history = told::history(book, example, as_of, known).ok()?;
            Some(Kept { example: example.name.clone(), rule: expect.rule.clone(), as_of, history })
        });
        kept.collect()
    }

    /// The history of every example, with all its acts.
    pub fn histories(&self, book: &Rulebook) -> Vec<History> {
        let all = self.files.iter().flat_map(|(_, _, file)| &file.example);
        let end = DateTime::<Utc>::MAX_UTC;
        all.filter_map(|example| told::history(book, example.get_ref(), end, end).ok()).collect()
    }

    /// How many examples there are.
    pub fn len(&self) -> usize {
        self.files.iter().map(|(_, _, file)| file.example.len()).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn misplaced(path: &str, id: &str, book: &Rulebook) -> Outcome {
    Outcome {
        file: path.to_owned(),
        line: 1,
        example: String::new(),
        rule: String::new(),
        is_met: false,
        found: format!("the file is for rulebook '{id}'"),
        expected: format!("rulebook = \"{}\"", book.id),
    }
}

/// The two clocks of an expectation: what had happened, what was known.
type Looked = (DateTime<Utc>, DateTime<Utc>);

struct Run<'a> {
    path: &'a str,
    text: &'a str,
    book: &'a Rulebook,
    judge: &'a Judge,
    calendar: &'a Calendar,
    example: &'a ExampleSource,
}

impl Run<'_> {
    fn all(&self, line: usize, outcomes: &mut Vec<Outcome>) {
        let mut moments: BTreeMap<Looked, Vec<(usize, &ExpectSource)>> = BTreeMap::new();
        for expect in &self.example.expect {
            let at = line_of(self.text, expect.span().start);
            let expect = expect.get_ref();
            let zone = self.book.zone;
            let as_of = told::instant(expect.as_of, zone);
            let known = expect.known.map_or(as_of, |known| told::instant(known, zone));
            let (Some(as_of), Some(known)) = (as_of, known) else {
                outcomes.push(self.outcome(
                    at,
                    expect,
                    false,
                    "a moment is written 2026-03-02T00:00:00+08:00".to_owned(),
                ));
                continue;
            };
            moments.entry((as_of, known)).or_default().push((at, expect));
        }
        for ((as_of, known), expects) in moments {
            self.at_moment(as_of, known, &expects, line, outcomes);
        }
    }

    fn at_moment(
        &self,
        as_of: DateTime<Utc>,
        known: DateTime<Utc>,
        expects: &[(usize, &ExpectSource)],
        line: usize,
        outcomes: &mut Vec<Outcome>,
    ) {
        let history = match told::history(self.book, self.example, as_of, known) {
            Ok(history) => history,
            Err(message) => {
                outcomes.extend(expects.iter().map(|(at, expect)| self.outcome(*at, expect, false, message.clone())));
                return;
            }
        };
        let view = self.calendar.known(known);
        let found = self.judge.judge(&history, Moment { as_of, calendar: &view });
        let release = self.book.release();
        let own: Vec<&Finding> = found.iter().filter(|finding| finding.rulebook.as_ref() == release).collect();
        for (at, expect) in expects {
            let (is_met, told) = compare(expect, &own);
            outcomes.push(self.outcome(*at, expect, is_met, told));
        }
        if self.example.exhaustive {
            outcomes.extend(self.unexpected(&own, expects, line));
        }
    }

    /// Violations that nobody expected.
    fn unexpected(&self, own: &[&Finding], expects: &[(usize, &ExpectSource)], line: usize) -> Vec<Outcome> {
        let expected = |finding: &Finding| {
            expects
                .iter()
                .any(|(_, expect)| expect.rule == finding.rule.as_ref() && is_instance(&expect.instance, finding))
        };
        let unexpected = own.iter().filter(|finding| finding.verdict == Verdict::Violated && !expected(finding));
        unexpected
            .map(|finding| Outcome {
                file: self.path.to_owned(),
                line,
                example: self.example.name.clone(),
                rule: finding.rule.to_string(),
                is_met: false,
                found: describe(finding),
                expected: "no violation beside those listed (exhaustive)".to_owned(),
            })
            .collect()
    }

    fn outcome(&self, line: usize, expect: &ExpectSource, is_met: bool, found: String) -> Outcome {
        let mut expected = match expect.verdict {
            Expected::Absent => "absent".to_owned(),
            Expected::Verdict(verdict) => word(&verdict),
        };
        for (name, value) in [
            ("", expect.phase.map(|phase| word(&phase))),
            ("due ", expect.due.and_then(told::day).map(|day| day.to_string())),
            ("late ", expect.late_days.map(|days| days.to_string())),
            ("cites ", expect.cites.as_ref().map(|ids| format!("{ids:?}"))),
            ("flags ", expect.flags.as_ref().map(|flags| words(flags.iter()))),
        ] {
            if let Some(value) = value {
                let _ = write!(expected, " · {name}{value}");
            }
        }
        Outcome {
            file: self.path.to_owned(),
            line,
            example: self.example.name.clone(),
            rule: expect.rule.clone(),
            is_met,
            found,
            expected,
        }
    }
}

fn is_instance(wanted: &BTreeMap<String, String>, finding: &Finding) -> bool {
    wanted.iter().all(|(role, id)| finding.instance.get(role.as_str()).is_some_and(|found| found.as_ref() == id))
}

/// An expectation is met when a finding of its rule and instance is as it says.
fn compare(expect: &ExpectSource, found: &[&Finding]) -> (bool, String) {
    let candidates: Vec<&&Finding> = found
        .iter()
        .filter(|finding| finding.rule.as_ref() == expect.rule && is_instance(&expect.instance, finding))
        .collect();
    let Expected::Verdict(verdict) = expect.verdict else {
        let told = candidates.first().map_or("absent".to_owned(), |finding| describe(finding));
        return (candidates.is_empty(), told);
    };
    let due = expect.due.and_then(told::day);
    let meets = |finding: &Finding| {
        finding.verdict == verdict
            && expect.phase.is_none_or(|phase| finding.phase == Some(phase))
            && (expect.due.is_none() || finding.due == due)
            && expect.late_days.is_none_or(|days| finding.late_days == Some(days))
            && expect.cites.as_ref().is_none_or(|ids| cites(finding) == ids.iter().map(String::as_str).collect())
            && expect.flags.as_ref().is_none_or(|flags| finding.flags == *flags)
    };
    match candidates.iter().find(|finding| meets(finding)) {
        Some(finding) => (true, describe(finding)),
        None if candidates.is_empty() => (false, "absent".to_owned()),
        None => (false, candidates.iter().map(|finding| describe(finding)).collect::<Vec<_>>().join(" | ")),
    }
}

fn cites(finding: &Finding) -> BTreeSet<&str> {
    finding.cites.iter().map(AsRef::as_ref).collect()
}

/// A finding in one line, for whoever mends an example.
pub fn describe(finding: &Finding) -> String {
    let mut line = word(&finding.verdict);
    if let Some(phase) = finding.phase {
        let _ = write!(line, " · {}", word(&phase));
    }
    if let Some(due) = finding.due {
        let _ = write!(line, " · due {due}");
    }
    if let Some(days) = finding.late_days {
        let _ = write!(line, " · late {days}");
    }
    let _ = write!(line, " · cites {:?}", cites(finding));
    if !finding.flags.is_empty() {
        let _ = write!(line, " · flags {}", words(finding.flags.iter()));
    }
    let steps: Vec<String> = finding.steps.iter().filter_map(|step| serde_json::to_string(step).ok()).collect();
    let _ = write!(line, " · {}", steps.join(" "));
    line
}

fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn words<'a, T: Serialize + 'a>(values: impl Iterator<Item = &'a T>) -> String {
    values.map(word).collect::<Vec<_>>().join(",")
}

fn date_of(written: Datetime) -> Option<NaiveDate> {
    crate::load::day(written)
}
