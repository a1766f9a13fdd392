use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::codes::Role;
use wenze_domain::effective::Cut;
use wenze_domain::envelope::{Actor, StreamKind};
use wenze_rulebook::bundle::Bundle;
use wenze_rulebook::finding::{Finding, Flag, Phase, Verdict};
use wenze_rulebook::rule::Rulebook;
use wenze_testkit::generator::world;
use wenze_testkit::record::{Recorder, Stream, case_stream};

use super::outcome::{Board, Cause, Change, Known, LogEvent, Obligation, Outcome, Point, Standing};
use super::replay::replay;
use crate::judging::{Bench, Days, NO_REGISTER, Occasion, Term, Turns, answers, history, named, settle};

mod work;

fn book(change: impl FnOnce(String) -> String) -> Arc<Rulebook> {
    let text = change(include_str!("../../tests/it/books/demo.toml").to_owned());
    let bundle = Bundle::new([("rulebook.toml".to_owned(), text)]).expect("small");
    Arc::new(Rulebook::load(&bundle).expect("a sound rulebook"))
}

fn bench() -> Bench {
    Bench::new(vec![book(|text| text)], Days::Shipped, Vec::new())
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

/// The events of a stream as if each had been recorded a few hours after it happened, several of one day at once.
fn log(stream: &Stream) -> Vec<LogEvent> {
    let mut clock = DateTime::<Utc>::MIN_UTC;
    let mut events = Vec::new();
    for (stored, event) in stream.stored.iter().zip(&stream.history.events) {
        let happened = event.envelope.occurred.window().map_or(clock, |(from, _)| from + Duration::hours(10));
        clock = clock.max(happened);
        events.push(LogEvent { version: stored.version, recorded_at: clock, content: stored.content.clone() });
    }
    events
}

fn generated(seed: u64, cases: usize) -> Vec<(Uuid, Vec<LogEvent>)> {
    let today = NaiveDate::from_ymd_opt(2025, 6, 1).expect("a date");
    let mut recorder = Recorder::new(instant("2025-06-01T08:00:00Z")).with_every_stream_known();
    recorder.record_world(&world(seed, cases, today));
    let cases = recorder.streams().filter(|(id, _)| id.kind == StreamKind::Case);
    cases.map(|(id, stream)| (id.id, log(stream))).collect()
}

/// What tables hold after outcomes were stored one after another.
#[derive(Default)]
struct Tables {
    changes: Vec<Change>,
    last: Option<Outcome>,
}

impl Tables {
    fn store(&mut self, outcome: Outcome) {
        let from = outcome.from;
        self.changes.retain(|change| from.is_some_and(|from| (change.version, change.at) <= from));
        self.changes.extend(outcome.changes.iter().cloned());
        self.last = Some(outcome);
    }

    /// As [`super::stored::load`] reads it.
    fn point(&self) -> Option<Point> {
        let last = self.last.as_ref()?;
        let mut board = Board::new();
        for one in last.obligations.iter().filter(|one| one.since <= last.at) {
            let known = Known { standing: Standing::of(&one.finding), since: one.since };
            board.insert(one.key.clone(), known);
        }
        Some(Point { version: last.version, at: last.at, board })
    }

    fn text(&self) -> String {
        format!(
            "{:#?}\n{:#?}",
            self.changes,
            self.last.as_ref().map(|last| (&last.obligations, &last.work, last.ahead_until))
        )
    }
}

/// Judges as the projection does: from what was stored, each time acts were recorded.
fn step_by_step(bench: &Bench, id: Uuid, events: &[LogEvent]) -> Tables {
    let mut tables = Tables::default();
    let mut seen = 0;
    for group in events.chunk_by(|one, next| one.recorded_at == next.recorded_at) {
        seen += group.len();
        let point = tables.point();
        tables.store(replay(bench, id, point, &events[..seen], None));
    }
    tables
}

fn at_once(bench: &Bench, id: Uuid, events: &[LogEvent]) -> Tables {
    let mut tables = Tables::default();
    tables.store(replay(bench, id, None, events, None));
    tables
}

#[test]
fn judged_from_zero_a_case_stands_as_it_was_stored_step_by_step() {
    let bench = bench();
    let (mut changes, mut due) = (0, 0);
    // The first cases of a world are told in order and to their end; those after them are cut off and disturbed.
    for seed in 1..=2_u8 {
        for (id, events) in generated(u64::from(seed), 72).into_iter().skip(usize::from(seed == 2)).step_by(4) {
            let (stored, zero) = (step_by_step(&bench, id, &events), at_once(&bench, id, &events));
            assert_eq!(stored.text(), zero.text());
            assert_eq!(zero.text(), at_once(&bench, id, &events).text(), "the same again");
            changes += zero.changes.len();
            due += zero.changes.iter().filter(|change| change.cause == Cause::Due).count();
        }
    }
    assert!(changes > 200 && due > 5, "{changes} changes, {due} of them because a day ended");
}

#[test]
fn what_is_stored_is_what_judging_the_whole_case_finds() {
    let bench = bench();
    for (id, events) in generated(9, 30) {
        let outcome = replay(&bench, id, None, &events, None);
        let log = wenze_domain::history::History::read(
            events.iter().map(|event| (event.version, event.recorded_at, event.content.clone())),
        );
        let case = log.case(id, Cut::default());
        let history = history(&log.effective(Cut::default()), &case, NO_REGISTER);
        let mut found = bench.term(outcome.at).findings(&history, outcome.at, outcome.at);
        settle(&mut found, &answers(&log.effective(Cut::default())));
        found.retain(|finding| finding.verdict != Verdict::NotApplicable);
        let mut found = named(found);
        Turns::default().mark((id, &log), bench.term(outcome.at), outcome.at, &mut found);
        let found: Vec<Finding> = found.into_values().collect();
        let stored = outcome.obligations.into_iter().filter(|one| one.as_of == outcome.at).map(|one| one.finding);
        let json = |findings: Vec<_>| serde_json::to_string_pretty(&findings).expect("JSON");
        assert_eq!(json(stored.collect()), json(found));
    }
}

const CASE: Uuid = Uuid::from_u128(1);

fn report(received: &str) -> Value {
    let mut request = wenze_testkit::sample::request(wenze_domain::acts::Kind::ReportReceived);
    request["entered_from"] = json!("paper");
    request
        .as_object_mut()
        .expect("a map")
        .retain(|key, _| ["kind", "entered_from", "refs", "payload"].contains(&key.as_str()));
    request["occurred"] = json!({ "date": received });
    request["payload"]["received_on"] = json!(received);
    request
}

fn registered(on: &str) -> Value {
    let mut request = wenze_testkit::sample::request(wenze_domain::acts::Kind::ReportRegistered);
    request["entered_from"] = json!("paper");
    request
        .as_object_mut()
        .expect("a map")
        .retain(|key, _| ["kind", "entered_from", "refs", "payload"].contains(&key.as_str()));
    request["occurred"] = json!({ "date": on });
    request
}

/// A case of these acts, each with the instant at which it was recorded.
fn recorded(acts: &[(Value, &str)]) -> Vec<LogEvent> {
    let mut recorder = Recorder::new(instant("2026-06-01T00:00:00Z")).with_every_stream_known();
    let actor = Actor { person_id: Uuid::from_u128(2), role: Role::Intake, office_id: Uuid::from_u128(3) };
    for (act, _) in acts {
        recorder.record(CASE, act, actor).expect("recorded");
    }
    let stream = recorder.stream(case_stream(CASE)).expect("a stream");
    let event = |(stored, (_, at)): (&wenze_testkit::record::StoredEvent, &(Value, &str))| LogEvent {
        version: stored.version,
        recorded_at: instant(at),
        content: stored.content.clone(),
    };
    stream.stored.iter().zip(acts).map(event).collect()
}

fn of<'t>(tables: &'t Tables, rule: &str) -> Vec<&'t Change> {
    tables.changes.iter().filter(|change| change.key.contains(&format!("|{rule}|"))).collect()
}

fn verdicts(changes: &[&Change]) -> Vec<(Verdict, Option<Phase>)> {
    changes.iter().filter_map(|change| Some((change.after?.verdict, change.after?.phase))).collect()
}

/// Monday 2 March 2026; five working days end on Monday the 9th.
const RECEIVED: (&str, &str) = ("2026-03-02", "2026-03-02T02:00:00Z");
const DUE_END: &str = "2026-03-09T16:00:00Z";

#[test]
fn a_day_that_ends_breaks_a_duty_at_its_last_instant_and_starts_what_a_breach_starts() {
    let tables = at_once(&bench(), CASE, &recorded(&[(report(RECEIVED.0), RECEIVED.1)]));
    let register = of(&tables, "REGISTER");
    assert_eq!(verdicts(&register), [(Verdict::Pending, Some(Phase::Running)), (Verdict::Violated, Some(Phase::Open))]);
    assert_eq!((register[1].at, register[1].cause), (instant(DUE_END), Cause::Due));
    let mend = of(&tables, "REGISTER-MEND");
    assert_eq!(verdicts(&mend), [(Verdict::Pending, Some(Phase::Running)), (Verdict::Violated, Some(Phase::Open))]);
    assert_eq!((mend[0].at, mend[1].at), (instant(DUE_END), instant("2026-03-12T16:00:00Z")));
    let stands = |now: &str| {
        let now = instant(now);
        let last = tables.last.as_ref().expect("judged");
        let holds = |one: &&Obligation| {
            one.key.contains("|REGISTER|") && one.since <= now && one.until.is_none_or(|until| until > now)
        };
        last.obligations.iter().find(holds).map(|one| one.finding.verdict)
    };
    assert_eq!(stands("2026-03-09T15:59:59.999999Z"), Some(Verdict::Pending));
    assert_eq!(stands(DUE_END), Some(Verdict::Violated));
}

#[test]
fn a_late_record_turns_a_verdict_and_both_stand_with_what_was_known_when() {
    let late = [
        (report(RECEIVED.0), RECEIVED.1),
        // Done on the last day, entered a week later.
        (registered("2026-03-09"), "2026-03-16T03:00:00Z"),
    ];
    let events = recorded(&late);
    let tables = step_by_step(&bench(), CASE, &events);
    assert_eq!(tables.text(), at_once(&bench(), CASE, &events).text());
    let register = of(&tables, "REGISTER");
    assert_eq!(
        verdicts(&register),
        [(Verdict::Pending, Some(Phase::Running)), (Verdict::Violated, Some(Phase::Open)), (Verdict::Satisfied, None)]
    );
    let known: Vec<DateTime<Utc>> = register.iter().map(|change| change.at).collect();
    assert_eq!(known, [instant(RECEIVED.1), instant(DUE_END), instant("2026-03-16T03:00:00Z")]);
    assert!(matches!(register[2].cause, Cause::Act(_)) && register[2].version == 2);
    let gone = of(&tables, "REGISTER-MEND").into_iter().find(|change| change.after.is_none());
    assert_eq!(gone.map(|change| change.at), Some(instant("2026-03-16T03:00:00Z")), "no breach, no duty to mend it");
}

/// Whether the last that was stored of a rule is flagged as turned.
fn is_turned(tables: &Tables, rule: &str) -> Option<bool> {
    let last = tables.last.as_ref()?.obligations.iter().rfind(|one| one.key.contains(&format!("|{rule}|")))?;
    Some(last.finding.flags.contains(&Flag::FlippedByCorrection))
}

/// Puts another date of receipt in the place of the one that was recorded.
fn corrected(events: &[LogEvent], is: &str) -> Value {
    let first =
        wenze_domain::event::Event::decode(1, events[0].recorded_at, events[0].content.clone()).expect("an act");
    let mut request = wenze_testkit::sample::request(wenze_domain::acts::Kind::RecordCorrected);
    request
        .as_object_mut()
        .expect("a map")
        .retain(|key, _| ["kind", "entered_from", "refs", "payload", "occurred"].contains(&key.as_str()));
    request["entered_from"] = json!("paper");
    request["occurred"] = json!({ "date": "2026-03-16" });
    request["refs"] = json!({ "event": [first.id()] });
    request["payload"]["changes"] = json!([{ "pointer": "/occurred/date", "was": RECEIVED.0, "is": is }]);
    request
}

#[test]
fn a_late_record_is_flagged_once_a_breach_was_known_and_not_before() {
    let bench = bench();
    let turned = |at: &str| {
        let events = recorded(&[(report(RECEIVED.0), RECEIVED.1), (registered("2026-03-09"), at)]);
        let (stored, zero) = (step_by_step(&bench, CASE, &events), at_once(&bench, CASE, &events));
        assert_eq!(stored.text(), zero.text());
        is_turned(&zero, "REGISTER")
    };
    assert_eq!(turned(DUE_END), Some(true), "the day was over when it was recorded");
    assert_eq!(turned("2026-03-09T15:59:59.999999Z"), Some(false), "the last instant in time");
    let backlog =
        recorded(&[(report(RECEIVED.0), "2026-03-16T03:00:00Z"), (registered("2026-03-09"), "2026-03-16T03:00:00Z")]);
    assert_eq!(is_turned(&at_once(&bench, CASE, &backlog), "REGISTER"), Some(false), "nobody knew of a breach");
}

#[test]
fn a_correction_that_turns_a_verdict_is_flagged_and_one_that_only_moves_the_day_is_not() {
    let bench = bench();
    let done_late = [(report(RECEIVED.0), RECEIVED.1), (registered("2026-03-10"), "2026-03-10T03:00:00Z")];
    let base = recorded(&done_late);
    let corrected = |is: &str| {
        let mut acts = done_late.to_vec();
        acts.push((corrected(&base, is), "2026-03-16T03:00:00Z"));
        let events = recorded(&acts);
        let (stored, zero) = (step_by_step(&bench, CASE, &events), at_once(&bench, CASE, &events));
        assert_eq!(stored.text(), zero.text());
        let verdict = verdicts(&of(&zero, "REGISTER")).last().copied();
        (verdict.map(|(verdict, _)| verdict), is_turned(&zero, "REGISTER"))
    };
    assert_eq!(corrected("2026-03-03"), (Some(Verdict::Satisfied), Some(true)), "due on the day it was done");
    assert_eq!(corrected("2026-02-27"), (Some(Verdict::Violated), Some(false)), "late before and after");
}

#[test]
fn an_act_in_time_takes_away_what_was_only_expected() {
    let events = recorded(&[(report(RECEIVED.0), RECEIVED.1), (registered("2026-03-04"), "2026-03-04T03:00:00Z")]);
    let bench = bench();
    let before = at_once(&bench, CASE, &events[..1]);
    assert_eq!(of(&before, "REGISTER").len(), 2, "it would be broken if nothing came");
    let tables = step_by_step(&bench, CASE, &events);
    assert_eq!(
        verdicts(&of(&tables, "REGISTER")),
        [(Verdict::Pending, Some(Phase::Running)), (Verdict::Satisfied, None)]
    );
    assert_eq!(of(&tables, "REGISTER-MEND"), Vec::<&Change>::new());
}

#[test]
fn a_release_adopted_judges_from_its_instant_on() {
    let stricter =
        book(|text| text.replace("version = \"1\"", "version = \"2\"").replace("n = 5, unit", "n = 3, unit"));
    let adopted = instant("2026-03-03T01:00:00Z");
    let later = vec![Term::new(adopted, Occasion::Rulebook(77), vec![stricter], Days::Shipped)];
    let both = Bench::new(vec![book(|text| text)], Days::Shipped, later);
    let events = recorded(&[(report(RECEIVED.0), RECEIVED.1), (registered("2026-03-06"), "2026-03-06T03:00:00Z")]);
    let old = step_by_step(&bench(), CASE, &events[..1]);
    // The sweep goes on from what was stored under the bench before.
    let mut swept = Tables { changes: old.changes.clone(), last: None };
    swept.store(replay(&both, CASE, old.point(), &events[..1], None));
    assert_eq!(swept.text().replace("from", ""), at_once(&both, CASE, &events[..1]).text().replace("from", ""));
    let tables = at_once(&both, CASE, &events);
    let register = of(&tables, "REGISTER");
    let due: Vec<Option<NaiveDate>> =
        register.iter().map(|change| change.after.and_then(|after| after.due_on)).collect();
    let day = |text: &str| text.parse::<NaiveDate>().ok();
    assert_eq!(due, [day("2026-03-09"), day("2026-03-05"), day("2026-03-05"), day("2026-03-05")]);
    assert_eq!((register[1].at, register[1].cause), (adopted, Cause::Rulebook(77)));
    assert_eq!(verdicts(&register).last(), Some(&(Verdict::Violated, Some(Phase::Cured))));
    assert_ne!(both.identity(adopted), both.identity(adopted - Duration::seconds(1)));
    assert_eq!(both.identity(instant(RECEIVED.1)), bench().identity(instant(RECEIVED.1)));
}
