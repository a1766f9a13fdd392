//! What should not have happened is recorded all the same, and found: breaches of order, quorum, level, separation, authority
//! and content are put into cases of a careful office as requests, go through `decide`, and are judged.
//!
//! The lists in `accepted/` say for every such rule that a careful case keeps which act was changed and how
//! (`WENZE_WRITE_GOLDEN=1` writes them).

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails there")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde_json::{Map, Value};
use uuid::Uuid;
use wenze_domain::codes::{CodeList, Level};
use wenze_domain::effective::Cut;
use wenze_projections::judging;
use wenze_rulebook::calendar::{Calendar, View};
use wenze_rulebook::finding::{Finding, Verdict};
use wenze_rulebook::judge::{Judge, Moment};
use wenze_rulebook::plant::payloads;
use wenze_rulebook::rule::{Body, Rule, Rulebook};
use wenze_rulebook::shipped;
use wenze_testkit::generator::{GeneratedCase, Generator};
use wenze_testkit::record::Recorder;

/// The newest versions of the rules are in force on this day, which is that of the demonstration.
const TODAY: &str = "2026-03-02";
/// Most changes that are tried of one rule.
const TRIED_MAX: usize = 400;
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
    clock: DateTime<Utc>,
    view: View,
    levels: HashMap<Uuid, Level>,
    kept: Vec<Kept>,
}

static WORLD: LazyLock<World> = LazyLock::new(World::new);

impl World {
    fn new() -> Self {
        let today: NaiveDate = TODAY.parse().expect("a date");
        let clock = today.and_hms_opt(8, 0, 0).expect("a time").and_utc();
        let generator = Generator::careful(7, today);
        let levels = generator.world(0).organs.into_iter().filter_map(|act| {
            let level = act.request["payload"]["level"].as_str().map(str::to_owned)?;
            Some((act.stream.1, Level::ALL.iter().copied().find(|one| one.as_str() == level)?))
        });
        let view = Calendar::shipped().known(clock);
        let mut world = Self { clock, view, levels: levels.collect(), kept: Vec::new() };
        let together = Judge::new(shipped::all().iter().map(|one| Arc::clone(&one.book)));
        for (number, hint) in (1..).zip(Generator::careful_stories()) {
            let case = generator.story(hint, number).expect("a story");
            let (findings, ids) = world.judged(&together, &case, None).expect("a careful case is recorded");
            let places = ids.iter().enumerate().map(|(place, id)| (id.to_string(), place)).collect();
            world.kept.push(Kept { hint, case, places, findings });
        }
        world
    }

    /// Records a case and judges it; none if an act other than the one left out is refused.
    fn judged(
        &self,
        judge: &Judge,
        case: &GeneratedCase,
        left_out: Option<usize>,
    ) -> Option<(Vec<Finding>, Vec<Uuid>)> {
        let mut recorder = Recorder::new(self.clock).with_every_stream_known();
        let mut ids = Vec::with_capacity(case.acts.len());
        for (place, outcome) in recorder.record_case(case).into_iter().enumerate() {
            match outcome {
                Ok(id) => ids.push(id),
                Err(_) if left_out == Some(place) => ids.push(Uuid::nil()),
                Err(_) => return None,
            }
        }
        let log = recorder.history(case.id);
        let (items, folded) = (log.effective(Cut::default()), log.case(case.id, Cut::default()));
        let history = judging::history(&items, &folded, &|id| self.levels.get(&id).copied());
        Some((judge.judge(&history, Moment { as_of: self.clock, calendar: &self.view }), ids))
    }
}

/// Whether a finding is one of this version of a rule.
fn is_of(finding: &Finding, book: &Rulebook, rule: &Rule) -> bool {
    *finding.rulebook == *book.release() && finding.rule == rule.id && finding.in_force_from == rule.window.from
}

/// A case changed in one place.
struct Change {
    what: String,
    case: GeneratedCase,
    left_out: Option<usize>,
}

/// Changes of the acts that a finding stands on.
fn changes(book: &Rulebook, rule: &Rule, kept: &Kept, finding: &Finding) -> Vec<Change> {
    let places: BTreeSet<usize> = finding.cites.iter().filter_map(|id| kept.places.get(id.as_ref())).copied().collect();
    let ids: BTreeSet<String> = people(&kept.case);
    let mut all = Vec::new();
    for place in &places {
        let kind = kind(&kept.case, *place);
        let mut case = kept.case.clone();
        case.acts[*place].request = Value::Null;
        all.push(Change { what: format!("{kind} left out"), case, left_out: Some(*place) });
        all.extend(MOVES.into_iter().filter_map(|days| moved(&kept.case, *place, days)));
    }
    for place in &places {
        let request = &kept.case.acts[*place].request;
        let kind = kind(&kept.case, *place);
        for part in ["payload", "on_behalf_of"] {
            let Some(Value::Object(map)) = request.get(part) else { continue };
            for (what, other) in payloads(book, rule, &kind, ids.clone(), map) {
                let mut case = kept.case.clone();
                case.acts[*place].request[part] = Value::Object(other);
                all.push(Change {
                    what: format!("{kind}: {}", what.replacen("payload", part, 1)),
                    case,
                    left_out: None,
                });
            }
        }
    }
    all
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
    let mut changed = case.clone();
    let text = request.to_string().replace(&day.to_string(), &other.to_string());
    changed.acts[place].request = serde_json::from_str(&text).ok()?;
    let what = format!("{} {} days {}", kind(case, place), days.abs(), if days < 0 { "earlier" } else { "later" });
    Some(Change { what, case: changed, left_out: None })
}

/// A judge of one rule and of those that it cannot be judged without.
fn alone(book: &Rulebook, rule: &Rule) -> Judge {
    let mut needed = book.clone();
    needed.rules.retain(|one| one.id == rule.id || one.overrides.contains(&rule.id));
    Judge::new([Arc::new(needed)])
}

/// The line of a rule: the change that breaks it, tried on the first careful cases that keep it.
fn line(book: &Rulebook, rule: &Rule) -> Option<String> {
    let is_kept = |finding: &&Finding| {
        is_of(finding, book, rule) && matches!(finding.verdict, Verdict::Satisfied | Verdict::Holding)
    };
    let alone = alone(book, rule);
    let mut keeping = WORLD.kept.iter().filter_map(|kept| Some((kept, kept.findings.iter().find(is_kept)?))).peekable();
    keeping.peek()?;
    let mut tried = 0;
    for (kept, finding) in keeping {
        for change in changes(book, rule, kept, finding) {
            tried += 1;
            let found = WORLD.judged(&alone, &change.case, change.left_out);
            let is_broken = |finding: &Finding| is_of(finding, book, rule) && finding.verdict == Verdict::Violated;
            if found.is_some_and(|(found, _)| found.iter().any(is_broken)) {
                return Some(format!("{} · {}", change.what, kept.hint));
            }
            if tried >= TRIED_MAX {
                return Some("NO BREACH FOUND".to_owned());
            }
        }
    }
    Some("NO BREACH FOUND".to_owned())
}

fn breaches_are_recorded_and_found(id: &str) {
    let one = shipped::named(id).expect("a shipped rulebook");
    let mut text = String::new();
    for rule in one.book.rules.iter().filter(|rule| !matches!(rule.body, Body::Respond(_))) {
        let from = rule.window.from.map(|from| format!(" ({from})")).unwrap_or_default();
        let told = line(&one.book, rule).unwrap_or_else(|| "kept in no careful case".to_owned());
        let _ = writeln!(text, "{}{from}: {told}", rule.id);
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/accepted").join(format!("{id}.txt"));
    if std::env::var_os("WENZE_WRITE_GOLDEN").is_some() {
        std::fs::write(&path, &text).expect("a list is written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == text, "{} is stale:\n{text}", path.display());
}

macro_rules! each {
    ($($test:ident: $id:literal),+ $(,)?) => {
        $(#[test]
        fn $test() {
            breaches_are_recorded_and_found($id);
        })+
    };
}

each! {
    of_accountability: "accountability",
    of_appointment: "appointment",
    of_civil_servants: "civil-servants",
    of_clarification: "clarification",
    of_discipline_work: "discipline-work",
    of_governmental_sanctions: "governmental-sanctions",
    of_house: "house",
    of_party_discipline: "party-discipline",
    of_petition: "petition",
    of_petition_responsibility: "petition-responsibility",
    of_report_handling: "report-handling",
    of_state_enterprises: "state-enterprises",
    of_supervision: "supervision",
}
