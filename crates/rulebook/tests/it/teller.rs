//! A short history in the words of the worked examples, judged by all shipped rulebooks at once.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use toml::value::Datetime;
use wenze_rulebook::bundle::Bundle;
use wenze_rulebook::calendar::Calendar;
use wenze_rulebook::example::Examples;
use wenze_rulebook::finding::{Finding, Verdict};
use wenze_rulebook::history::{Event, History, Parts, When};
use wenze_rulebook::judge::{Judge, Moment};
use wenze_rulebook::shipped;

const ZONE: Tz = Tz::Asia__Shanghai;

/// What the papers leave open.
const NOT_RECORDED: &str = "not_recorded";

static ALL: LazyLock<Judge> = LazyLock::new(|| Judge::new(shipped::all().iter().map(|one| one.book.clone())));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    #[serde(default)]
    case: toml::Table,
    #[serde(default)]
    objects: BTreeMap<String, toml::Table>,
    events: Vec<Act>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Act {
    id: String,
    at: Datetime,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    rel: BTreeMap<String, Ids>,
    #[serde(default)]
    data: toml::Table,
    #[serde(default)]
    behalf: toml::Table,
    #[serde(default)]
    regime: toml::Table,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Ids {
    One(String),
    Many(Vec<String>),
}

/// What the shipped rulebooks say of a history at the end of a day.
pub(crate) struct Findings(Vec<Finding>);

/// Judges the acts of a history up to the end of a day, with the calendar as it was known then.
#[track_caller]
pub(crate) fn judged(day: &str, told: &str) -> Findings {
    judged_by(&ALL, day, told)
}

/// The same by a judge of one's own.
#[track_caller]
pub(crate) fn judged_by(judge: &Judge, day: &str, told: &str) -> Findings {
    let told: Told = toml::from_str(told).unwrap_or_else(|e| panic!("{e}"));
    let day: NaiveDate = day.parse().unwrap_or_else(|e| panic!("{day}: {e}"));
    let as_of = instant(day, NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default());
    let events = told.events.into_iter().zip(0..).map(|(act, seq)| act.event(seq));
    let history = History {
        events: events.filter(|event| event.recorded <= as_of).collect(),
        facts: map(&told.case),
        objects: told.objects.iter().map(|(id, facts)| (id.clone(), map(facts))).collect(),
        is_closed: false,
    };
    Findings(judge.judge(&history, Moment { as_of, calendar: &Calendar::shipped().known(as_of) }))
}

/// Judges worked examples that belong to no one rulebook's folder. It is for what only the format tells: what was known when.
#[track_caller]
pub(crate) fn examples_hold(book: &str, text: &str) {
    let shipped = shipped::named(book).unwrap_or_else(|| panic!("{book} is not shipped"));
    let bundle = Bundle::new([
        ("rulebook.toml".to_owned(), shipped.bundle.file("rulebook.toml").unwrap_or_default().to_owned()),
        ("cases/told.toml".to_owned(), text.to_owned()),
    ]);
    let examples = bundle.map_err(|e| panic!("{e}")).and_then(|bundle| Examples::read(&bundle));
    let outcomes = examples.unwrap_or_else(|e| panic!("{e:?}")).run(&shipped.book, &ALL, Calendar::shipped());
    assert!(!outcomes.is_empty());
    let wrong: Vec<_> = outcomes.iter().filter(|outcome| !outcome.is_met).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn instant(day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    ZONE.from_local_datetime(&day.and_time(time)).earliest().map_or(DateTime::UNIX_EPOCH, |at| at.to_utc())
}

/// A date, or a moment with its offset.
fn when(written: Datetime) -> (When, DateTime<Utc>) {
    let text = written.to_string();
    if written.time.is_some() {
        let at = DateTime::parse_from_rfc3339(&text).unwrap_or_else(|e| panic!("{text}: {e}")).to_utc();
        return (When::moment(at, ZONE), at);
    }
    let day = text.parse().unwrap_or_else(|e| panic!("{text}: {e}"));
    (When::day(day), instant(day, NaiveTime::MIN))
}

impl Act {
    fn event(self, seq: u32) -> Event {
        let (at, recorded) = when(self.at);
        let (mut rel, mut open_roles) = (BTreeMap::new(), Vec::new());
        for (role, ids) in self.rel {
            let ids = match ids {
                Ids::One(id) => vec![id],
                Ids::Many(ids) => ids,
            };
            if ids.iter().any(|id| id == NOT_RECORDED) {
                open_roles.push(role);
            } else {
                rel.insert(role, ids.into_iter().map(Arc::from).collect());
            }
        }
        let parts = Parts {
            data: map(&self.data),
            entered_from: "system",
            behalf: map(&self.behalf),
            regime: map(&self.regime),
        };
        let event = Event {
            id: self.id.into(),
            kind: self.kind.into(),
            at: Some(at),
            recorded,
            seq,
            rel,
            open_roles,
            corrected_by: Vec::new(),
            view: Value::Null,
        };
        event.prepared(parts, ZONE)
    }
}

fn map(table: &toml::Table) -> serde_json::Map<String, Value> {
    let value = serde_json::to_value(table).unwrap_or_else(|e| panic!("{e}"));
    value.as_object().cloned().unwrap_or_default()
}

impl Findings {
    /// What is said of a rule in one line: verdict, phase, due day, days late and flags; `absent` where it never began.
    pub(crate) fn says(&self, book: &str, rule: &str) -> String {
        said(self.of(book, rule))
    }

    /// The same of one object: a person, a track, a report.
    pub(crate) fn says_of(&self, object: &str, book: &str, rule: &str) -> String {
        said(self.of(book, rule).filter(|one| one.instance.values().any(|id| id.as_ref() == object)))
    }

    /// The same of what one act started, or of that act itself.
    pub(crate) fn says_on(&self, act: &str, book: &str, rule: &str) -> String {
        said(self.of(book, rule).filter(|one| one.trigger.as_deref() == Some(act)))
    }

    /// The findings of a rule of a rulebook.
    pub(crate) fn of(&self, book: &str, rule: &str) -> impl Iterator<Item = &Finding> {
        self.0.iter().filter(move |one| one.rulebook.split('@').next() == Some(book) && one.rule.as_ref() == rule)
    }

    /// All of them.
    pub(crate) fn all(&self) -> &[Finding] {
        &self.0
    }

    /// Every rule that is broken, by rulebook, of those whose ids begin with one of these.
    pub(crate) fn broken(&self, prefixes: &[&str]) -> Vec<String> {
        let wanted = |one: &&Finding| prefixes.iter().any(|prefix| one.rule.starts_with(prefix));
        let broken = self.0.iter().filter(|one| one.verdict == Verdict::Violated).filter(wanted);
        let mut names: Vec<String> =
            broken.map(|one| format!("{} {}", one.rulebook.split('@').next().unwrap_or_default(), one.rule)).collect();
        names.sort();
        names.dedup();
        names
    }

    /// The articles that a rule of a rulebook stands on here.
    pub(crate) fn articles(&self, book: &str, rule: &str) -> Vec<String> {
        self.of(book, rule).flat_map(|one| one.law.iter().map(|law| format!("{} {}", law.source, law.at))).collect()
    }
}

fn said<'f>(findings: impl Iterator<Item = &'f Finding>) -> String {
    let all: Vec<String> = findings.map(one_line).collect();
    if all.is_empty() { "absent".to_owned() } else { all.join(" | ") }
}

fn one_line(finding: &Finding) -> String {
    let mut line = word(&finding.verdict);
    if let Some(phase) = &finding.phase {
        let _ = write!(line, ", {}", word(phase));
    }
    if let Some(due) = finding.due {
        let _ = write!(line, ", due {due}");
    }
    if let Some(days) = finding.late_days {
        let _ = write!(line, ", {days} late");
    }
    for flag in &finding.flags {
        let _ = write!(line, ", {}", word(flag));
    }
    line
}

fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
