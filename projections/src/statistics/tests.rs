use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::effective::Cut;
use wenze_domain::envelope::StreamKind;
use wenze_domain::event::Event;
use wenze_domain::history::History;
use wenze_projector::ledger::{Derived, Recorded, Stream};
use wenze_projector::{Folded, Projection};
use wenze_testkit::generator::Generator;
use wenze_testkit::record::Recorder;

use super::catalogue::{Dimension, STATISTICS};
use super::fact::{Fact, Line};
use super::folding::State;
use super::{Row, Statistics, facts};

/// Cases that tell every story once, and some of those after them, whose records are disturbed: acts late, missing, undated,
/// corrected and voided.
const EVERY_STORY: Range<usize> = 0..42;
const DISTURBED: Range<usize> = 45..65;
/// Of cases known in another order than recorded, fewer: each is folded anew at most of its acts.
const IMPORTED: Range<usize> = 48..56;

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

const SEED: u64 = 7;

/// In which order acts become known.
#[derive(Clone, Copy, PartialEq)]
enum Knowledge {
    /// As they are recorded, several at one instant.
    AsRecorded,
    /// As a register says that is imported later: on the day of each act, and of some long after or before.
    AsImported,
}

fn recorded(stream: &Stream, version: i32, recorded_at: DateTime<Utc>, kind: &str, content: Vec<u8>) -> Recorded {
    Recorded {
        position: i64::from(version),
        event_id: Uuid::from_u128(version.unsigned_abs().into()),
        stream: stream.clone(),
        stream_version: version,
        kind: kind.to_owned(),
        schema_version: 1,
        recorded_at,
        command_id: Uuid::nil(),
        content: content.into(),
        content_hash: [0; 32],
        record_hash: [0; 32],
        derived: Derived::default(),
    }
}

/// Generated cases as the log would hold them, with corrections, voidings and late records among them.
fn cases(numbers: Range<usize>, knowledge: Knowledge) -> Vec<Vec<Recorded>> {
    let today = NaiveDate::from_ymd_opt(2025, 6, 1).expect("a date");
    let mut recorder = Recorder::new(instant("2025-06-01T08:00:00Z")).with_every_stream_known();
    let generator = Generator::new(SEED, today);
    numbers.for_each(|number| drop(recorder.record_case(&generator.case(number))));
    let of_case = recorder.streams().filter(|(id, _)| id.kind == StreamKind::Case);
    of_case
        .map(|(id, told)| {
            let stream = Stream { kind: id.kind.as_str().to_owned(), id: id.id };
            let mut clock = instant("2000-01-01T00:00:00Z");
            let one = |(stored, event): (&wenze_testkit::record::StoredEvent, &Event)| {
                let happened = event.envelope.occurred.window().map(|(from, _)| from + Duration::hours(10));
                clock = clock.max(happened.unwrap_or(clock));
                let mut content: Value = serde_json::from_slice(&stored.content).expect("JSON");
                let mut at = clock;
                if knowledge == Knowledge::AsImported {
                    at = instant("2025-07-01T00:00:00Z") + Duration::seconds(stored.version.into());
                    // Most acts are known when they happened, some much later, some before all else.
                    let shift = match (stored.version.wrapping_mul(7) + i32::from(id.id.as_bytes()[0])) % 16 {
                        0 => 90,
                        1 => -400,
                        _ => 0,
                    };
                    content["entered_from"] = json!("import");
                    content["known_at"] = json!(happened.unwrap_or(clock) + Duration::days(shift));
                }
                recorded(&stream, stored.version, at, &event.envelope.kind, content.to_string().into_bytes())
            };
            told.stored.iter().zip(&told.history.events).map(one).collect()
        })
        .collect()
}

/// As the engine folds what comes, and folds the whole stream where it is asked to.
fn as_it_comes(events: &[Recorded]) -> (Row, usize) {
    let (mut row, mut refolds) = (Row::default(), 0);
    for (place, event) in events.iter().enumerate() {
        if Statistics.fold(&event.stream.id, &mut row, event).expect("no poison") == Folded::Refold {
            refolds += 1;
            row = rebuilt(&events[..=place]);
        }
    }
    (row, refolds)
}

fn rebuilt(events: &[Recorded]) -> Row {
    Statistics.refold(&events[0].stream, events).expect("no poison").remove(0).1
}

fn history(events: &[Recorded]) -> History {
    History::read(events.iter().map(|event| (event.stream_version, event.recorded_at, event.content.clone())))
}

fn by_key(facts: impl IntoIterator<Item = Fact>) -> BTreeMap<(String, String), Fact> {
    facts.into_iter().map(|fact| ((fact.kind.to_string(), fact.subject.clone()), fact)).collect()
}

/// What rows say was known at an instant.
fn known(lines: &[&Line], at: DateTime<Utc>) -> BTreeMap<(String, String), Fact> {
    let then = |line: &&&Line| line.known_from <= at && line.known_until.is_none_or(|until| until > at);
    let as_then = |line: &&Line| {
        let over = line.fact.until_day.filter(|_| line.until_known.is_some_and(|known| known <= at));
        Fact { until_day: over, ..line.fact.clone() }
    };
    by_key(lines.iter().filter(then).map(as_then))
}

#[test]
fn folded_as_it_comes_and_rebuilt_are_the_same() {
    for (numbers, knowledge) in [(DISTURBED, Knowledge::AsRecorded), (IMPORTED, Knowledge::AsImported)] {
        let (mut refolds, mut folded) = (0, 0);
        for events in cases(numbers, knowledge) {
            let (row, anew) = as_it_comes(&events);
            refolds += anew;
            folded += events.len() - anew;
            let rebuilt = rebuilt(&events);
            assert_eq!(row.lines.all(), rebuilt.lines.all(), "{:?}", events[0].stream);
            assert_eq!(json!(row.state), json!(rebuilt.state), "{:?}", events[0].stream);
        }
        assert!(refolds > 3 && folded > 100, "{refolds} {folded}");
    }
}

/// The promise of every report: what rows say was known at an instant is what folding only what was known then says.
#[test]
fn what_was_known_at_any_instant_can_be_told_again() {
    for (numbers, knowledge) in [(DISTURBED, Knowledge::AsRecorded), (IMPORTED, Knowledge::AsImported)] {
        let mut differ = 0;
        for events in cases(numbers, knowledge) {
            let (id, history) = (events[0].stream.id, history(&events));
            let (_, lines) = State::of(id, &history);
            let lines = lines.all();
            let mut instants: Vec<DateTime<Utc>> = history.events.iter().map(Event::known_at).collect();
            instants.sort_unstable();
            instants.dedup();
            // Every third, so that the test stays short, and the last; just before one is known what was known before it.
            let picked = instants.iter().step_by(3).chain(instants.last());
            let instants: Vec<_> = picked.flat_map(|at| [*at - Duration::microseconds(1), *at]).collect();
            for at in instants {
                let then = by_key(of_cut(id, &history, Cut { known: Some(at), ..Cut::default() }));
                assert_eq!(known(&lines, at), then, "{id} at {at}");
                differ += usize::from(then != known(&lines, DateTime::<Utc>::MAX_UTC));
            }
        }
        assert!(differ > 50, "little was learnt later: {differ}");
    }
}

/// Facts of a cut, folded without rows and without going on from anything.
fn of_cut(id: Uuid, history: &History, cut: Cut) -> Vec<Fact> {
    let (mut case, mut noted) = (wenze_domain::case::Case::new(id), super::noted::Noted::default());
    for item in history.effective(cut) {
        let moved = wenze_domain::evolve::evolve(&mut case, &item);
        noted.note(&case, &item.event, &moved);
    }
    facts::of(&case, &noted)
}

#[test]
fn a_case_is_counted_from_its_filing_on_and_never_twice() {
    for events in cases(DISTURBED, Knowledge::AsRecorded) {
        let (id, history) = (events[0].stream.id, history(&events));
        let case = history.case(id, Cut::default());
        let facts = of_cut(id, &history, Cut::default());
        let count = |kind: &str| facts.iter().filter(|fact| fact.kind == kind).count();
        assert_eq!(count("filed"), usize::from(case.is_case), "{id}");
        assert_eq!(count("report_received"), case.reports.len());
        assert_eq!(count("clue_opened"), case.clues.len());
        assert_eq!(count("decided"), case.determinations.len());
        assert_eq!(count("appealed"), case.appeals.len());
        assert_eq!(by_key(facts.clone()).len(), facts.len(), "{id}: two facts are told apart by nothing");
        let standing: Vec<&Fact> =
            facts.iter().filter(|fact| fact.kind == "stage" && fact.until_day.is_none()).collect();
        assert!(standing.len() <= case.pairs().count(), "{id}: a pair stands at one stage: {standing:?}");
    }
}

#[test]
fn facts_hold_what_statistics_ask_for_and_nothing_private() {
    let all: Vec<Fact> = cases(EVERY_STORY, Knowledge::AsRecorded)
        .iter()
        .flat_map(|events| of_cut(events[0].stream.id, &history(events), Cut::default()))
        .collect();
    for one in STATISTICS {
        let counted: Vec<&Fact> = all.iter().filter(|fact| one.kinds.contains(&fact.kind.as_ref())).collect();
        assert!(!counted.is_empty(), "{}: no generated case has any", one.name);
        assert!(!one.measured || counted.iter().any(|fact| fact.days.is_some()), "{}", one.name);
        let stored = one.dimensions().filter(|name| one.dimension(name).is_some_and(Dimension::is_stored));
        for name in stored {
            assert!(counted.iter().any(|fact| fact.dims.get(name).is_some()), "{}: {name}", one.name);
            let of = one.dimension(name).expect("a dimension");
            let unknown = counted.iter().filter_map(|fact| fact.dims.get(name)).find(|code| !of.knows(code));
            assert_eq!(unknown, None, "{}: {name}", one.name);
        }
    }
    // Names and narratives are Chinese and codes are not; the number of a case is open and stands with its filing alone.
    for fact in &all {
        let mut told = json!(fact);
        let number = told["dims"].as_object_mut().expect("an object").remove("case_no");
        assert!(told.to_string().is_ascii() && (number.is_none() || fact.kind == "filed"), "{told}");
    }
}
