//! Whose duty an open obligation is: one person's or one office's, whatever happens to the case.

use std::collections::BTreeMap;

use wenze_domain::acts::Kind;
use wenze_rulebook::rule::Severity;
use wenze_testkit::generator::Generator;
use wenze_testkit::sample;

use super::*;
use crate::judging::Judges;

const DESK: Actor = Actor { person_id: Uuid::from_u128(2), role: Role::Intake, office_id: Uuid::from_u128(3) };
const OTHER_OFFICE: Uuid = Uuid::from_u128(4);
const ANNA: Uuid = Uuid::from_u128(0xa);
const BO: Uuid = Uuid::from_u128(0xb);
const CHEN: Uuid = Uuid::from_u128(0xc);

/// The tasks of an outcome as the tables hold them.
fn tasks(outcome: &Outcome) -> Vec<Value> {
    let tasks = serde_json::to_value(&outcome.work.tasks).expect("JSON");
    tasks.as_array().expect("a list").clone()
}

fn stands_at(since: DateTime<Utc>, until: Option<DateTime<Utc>>, at: DateTime<Utc>) -> bool {
    since <= at && until.is_none_or(|until| at < until)
}

/// What is to be done at a moment, each with its tab, person and office; the same duty twice fails.
fn open_tasks(outcome: &Outcome, at: DateTime<Utc>) -> BTreeMap<String, (String, Value, Value)> {
    let mut found = BTreeMap::new();
    let instant = |value: &Value| value.as_str().map(|text| text.parse::<DateTime<Utc>>().expect("an instant"));
    for task in tasks(outcome) {
        let since = instant(&task["since"]).expect("a beginning");
        let is_duty = task["obligation"].is_string() && task["tab"] != "done";
        if !is_duty || !stands_at(since, instant(&task["until"]), at) {
            continue;
        }
        let (person, office) = (task["person"].clone(), task["office"].clone());
        let tab = task["tab"].as_str().expect("a tab").to_owned();
        assert_ne!(person.is_null(), office.is_null(), "one holder: {task:#}");
        let tabs = if office.is_null() { ["todo", "submitted", "waiting"] } else { ["pool", "pool", "waiting"] };
        assert!(tabs.contains(&tab.as_str()), "{task:#}");
        let before = found.insert(task["obligation"].as_str().expect("a key").to_owned(), (tab, person, office));
        assert_eq!(before, None, "twice: {task:#}");
    }
    found
}

/// What is open at a moment, told from the obligations alone.
fn open_duties(outcome: &Outcome, at: DateTime<Utc>) -> Vec<String> {
    let is_open = |one: &&Obligation| {
        let overdue = one.finding.verdict == Verdict::Violated && one.finding.phase == Some(Phase::Open);
        // A right that nobody used in time is over.
        let is_duty = one.finding.verdict == Verdict::Pending || (overdue && one.finding.severity != Severity::Info);
        is_duty && stands_at(one.since, one.until, at)
    };
    outcome.obligations.iter().filter(is_open).map(|one| one.key.clone()).collect()
}

/// Every moment at which something of an outcome changes by itself, and the instants around it.
fn moments(outcome: &Outcome) -> Vec<DateTime<Utc>> {
    let mut moments = vec![outcome.at, outcome.at + Duration::days(36_500)];
    for since in outcome.obligations.iter().map(|one| one.since).filter(|since| *since > outcome.at) {
        moments.extend([since - Duration::microseconds(1), since]);
    }
    moments.sort();
    moments.dedup();
    moments
}

/// Each open duty has one holder and one tab at each moment; how many there were.
fn each_has_one_holder(outcome: &Outcome) -> usize {
    let mut seen = 0;
    for at in moments(outcome) {
        let (held, open) = (open_tasks(outcome, at), open_duties(outcome, at));
        assert_eq!(held.keys().cloned().collect::<Vec<_>>(), open, "at {at}");
        seen += open.len();
    }
    seen
}

/// Versions after which a case is looked at: around every act that moves duties or changes the past, and some more.
fn versions(events: &[wenze_domain::event::Event]) -> Vec<usize> {
    let moves = [Kind::HandlerAssigned, Kind::ClueAssigned, Kind::RecusalDecided, Kind::RecordCorrected];
    let turns = |event: &wenze_domain::event::Event| {
        moves.contains(&event.kind()) || matches!(event.kind(), Kind::RecordVoided | Kind::InvestigationTeamFormed)
    };
    let around = events.iter().enumerate().filter(|(_, event)| turns(event)).flat_map(|(at, _)| [at, at + 1]);
    let mut versions: Vec<usize> = around.chain((1..=events.len()).step_by(17)).chain([events.len()]).collect();
    versions.retain(|version| *version > 0);
    versions.sort_unstable();
    versions.dedup();
    versions
}

#[test]
fn every_open_duty_is_one_persons_or_one_offices_at_any_version_and_moment() {
    let bench = Judges::shipped().bench();
    let today = NaiveDate::from_ymd_opt(2025, 6, 1).expect("a date");
    let generator = Generator::new(5, today);
    let (mut seen, mut persons, mut offices) = (0, 0, 0);
    let mut tabs: BTreeMap<String, usize> = BTreeMap::new();
    // Every story to its end, and as many that are cut off, disturbed and put right.
    for number in (0..Generator::stories().count() * 2).step_by(3) {
        let case = generator.case(number);
        let mut recorder = Recorder::new(instant("2025-06-01T08:00:00Z")).with_every_stream_known();
        recorder.record_case(&case);
        let Some(stream) = recorder.stream(case_stream(case.id)) else { continue };
        let events = log(stream);
        for version in versions(&stream.history.events) {
            let outcome = replay(&bench, case.id, None, &events[..version], None);
            seen += each_has_one_holder(&outcome);
            for (tab, person, _) in open_tasks(&outcome, outcome.at).into_values() {
                *tabs.entry(tab).or_default() += 1;
                *(if person.is_null() { &mut offices } else { &mut persons }) += 1;
            }
        }
    }
    eprintln!("{seen} duties, {persons} of persons, {offices} of offices, by tab {tabs:?}");
    assert!(seen > 1_000 && persons > 100 && offices > 100, "{seen} {persons} {offices}");
    assert!(["todo", "pool", "waiting"].iter().all(|tab| tabs.contains_key(*tab)), "{tabs:?}");
}

/// A case told act by act, an hour between them, looked at after each.
struct Told {
    recorder: Recorder,
    report: Uuid,
}

impl Told {
    fn new() -> Self {
        let mut told = Self {
            recorder: Recorder::new(instant("2026-06-01T00:00:00Z")).with_every_stream_known(),
            report: sample::object("report"),
        };
        told.record(&report(RECEIVED.0));
        told
    }

    fn record(&mut self, request: &Value) -> Uuid {
        self.recorder.record(CASE, request, DESK).expect("recorded")
    }

    fn act(&mut self, kind: Kind, refs: Value, change: impl FnOnce(&mut Value)) -> Uuid {
        let mut request = sample::request(kind);
        let kept = ["kind", "refs", "payload", "entered_from"];
        request.as_object_mut().expect("a map").retain(|key, _| kept.contains(&key.as_str()));
        request["entered_from"] = json!("paper");
        request["occurred"] = json!({ "date": RECEIVED.0 });
        request["refs"] = refs;
        request["confirm_out_of_order"] = json!({ "reason": "补录" });
        if let (Some(own), Some(payload)) = (kind.spec().own_date, request["payload"].as_object_mut()) {
            payload.remove(own);
        }
        change(&mut request);
        self.record(&request)
    }

    fn assigned(&mut self, object: Uuid, duty: &str, person: &Value) -> Uuid {
        self.act(Kind::HandlerAssigned, json!({ "object": [object] }), |request| {
            request["payload"]["duty"] = json!(duty);
            request["payload"]["person"] = person.clone();
            request["payload"]["office"] = json!({ "organ_id": OTHER_OFFICE });
        })
    }

    fn outcome(&self) -> Outcome {
        let stream = self.recorder.stream(case_stream(CASE)).expect("a stream");
        let hour = |version: i32| instant(RECEIVED.1) + Duration::hours(i64::from(version));
        let events: Vec<LogEvent> = stream
            .stored
            .iter()
            .map(|one| LogEvent { version: one.version, recorded_at: hour(one.version), content: one.content.clone() })
            .collect();
        let (stored, zero) = (step_by_step(&bench(), CASE, &events), at_once(&bench(), CASE, &events));
        assert_eq!(stored.text(), zero.text());
        let outcome = zero.last.expect("judged");
        each_has_one_holder(&outcome);
        outcome
    }

    /// Who holds the duty to register the report after the last act.
    fn holder(&self) -> (String, Option<Uuid>, Option<Uuid>) {
        let outcome = self.outcome();
        let (_, held) = open_tasks(&outcome, outcome.at)
            .into_iter()
            .find(|(key, _)| key.contains("|REGISTER|"))
            .expect("the duty is open");
        let id = |value: &Value| value.as_str().map(|text| text.parse().expect("an id"));
        (held.0, id(&held.1), id(&held.2))
    }
}

fn person(id: Uuid) -> Value {
    json!({ "person_id": id })
}

fn has(person: Uuid) -> (String, Option<Uuid>, Option<Uuid>) {
    ("todo".to_owned(), Some(person), None)
}

fn lies_in(office: Uuid) -> (String, Option<Uuid>, Option<Uuid>) {
    ("pool".to_owned(), None, Some(office))
}

#[test]
fn a_duty_goes_from_hand_to_hand_and_back() {
    let mut told = Told::new();
    assert_eq!(told.holder(), lies_in(DESK.office_id), "whose act it is");
    let first = told.assigned(told.report, "report", &person(ANNA));
    assert_eq!(told.holder(), has(ANNA));
    let second = told.assigned(told.report, "report", &person(BO));
    assert_eq!(told.holder(), has(BO), "handed over");
    told.act(Kind::RecordCorrected, json!({ "event": [second] }), |request| {
        request["payload"]["changes"] = json!([{ "pointer": "/payload/person", "is": person(CHEN) }]);
    });
    assert_eq!(told.holder(), has(CHEN), "corrected");
    told.act(Kind::RecordVoided, json!({ "event": [second] }), |request| {
        request["payload"].as_object_mut().expect("a map").remove("re_recorded_as");
    });
    assert_eq!(told.holder(), has(ANNA), "as if it had not been handed over");
    told.act(Kind::RecordVoided, json!({ "event": [first] }), |request| {
        request["payload"].as_object_mut().expect("a map").remove("re_recorded_as");
    });
    assert_eq!(told.holder(), lies_in(DESK.office_id));
}

#[test]
fn only_who_has_that_work_and_that_object_has_the_duty() {
    let mut told = Told::new();
    told.assigned(told.report, "execution", &person(ANNA));
    assert_eq!(told.holder(), lies_in(DESK.office_id), "another duty");
    told.assigned(CASE, "report", &person(BO));
    assert_eq!(told.holder(), has(BO), "of the whole case");
    told.assigned(told.report, "report", &json!("not_recorded"));
    assert_eq!(told.holder(), lies_in(OTHER_OFFICE), "an office was put in charge and nobody of it yet");
    let other = Uuid::from_u128(0x99);
    told.act(Kind::ReportReceived, json!({ "report": [other] }), |_| {});
    told.assigned(other, "report", &person(CHEN));
    let outcome = told.outcome();
    let mut holders: Vec<(Value, Value)> =
        open_tasks(&outcome, outcome.at).into_values().map(|(_, person, office)| (person, office)).collect();
    holders.sort_by_key(|(person, _)| person.is_null());
    assert_eq!(holders, [(json!(CHEN), Value::Null), (Value::Null, json!(OTHER_OFFICE))]);
}

#[test]
fn a_hand_over_that_is_recorded_late_does_not_undo_the_one_after_it() {
    let mut told = Told::new();
    told.act(Kind::HandlerAssigned, json!({ "object": [told.report] }), |request| {
        request["occurred"] = json!({ "date": "2026-03-05" });
        request["payload"]["duty"] = json!("report");
        request["payload"]["person"] = person(BO);
    });
    told.assigned(told.report, "report", &person(ANNA));
    assert_eq!(told.holder(), has(BO));
}

#[test]
fn who_is_recused_has_nothing_to_do_any_more() {
    let mut told = Told::new();
    told.assigned(told.report, "report", &person(ANNA));
    let recusal = Uuid::from_u128(0x77);
    let refs = json!({ "recusal": [recusal], "person": [ANNA] });
    told.act(Kind::RecusalGroundKnown, refs.clone(), |_| {});
    assert_eq!(told.holder(), has(ANNA), "not decided");
    told.act(Kind::RecusalDecided, refs, |request| request["payload"]["granted"] = json!(true));
    assert_eq!(told.holder(), lies_in(OTHER_OFFICE), "back to the office that put them in charge");
    told.assigned(told.report, "report", &person(BO));
    assert_eq!(told.holder(), has(BO));
}

#[test]
fn what_was_done_stays_with_whoever_did_it() {
    let mut told = Told::new();
    told.assigned(told.report, "report", &person(ANNA));
    told.act(Kind::ReportRegistered, json!({ "report": [told.report] }), |_| {});
    told.assigned(told.report, "report", &person(BO));
    let done: Vec<Value> = tasks(&told.outcome()).into_iter().filter(|task| task["tab"] == "done").collect();
    assert_eq!(done.len(), 1, "{done:#?}");
    assert_eq!((&done[0]["person"], &done[0]["office"]), (&json!(DESK.person_id), &json!(DESK.office_id)));
    assert_eq!((&done[0]["standing"], &done[0]["acts"]), (&json!("done"), &json!(["ReportRegistered"])));
}

#[test]
fn what_was_submitted_waits_until_it_is_decided() {
    let mut told = Told::new();
    let clue = sample::object("clue");
    told.act(Kind::ClueOpened, json!({ "clue": [clue], "report": [told.report] }), |_| {});
    told.act(Kind::ClueAssigned, json!({ "clue": [clue] }), |_| {});
    told.act(Kind::DispositionProposed, json!({ "clue": [clue] }), |_| {});
    let waiting = |told: &Told| -> Vec<Value> {
        tasks(&told.outcome()).into_iter().filter(|task| task["standing"] == "submitted").collect()
    };
    let papers = waiting(&told);
    assert_eq!(papers.len(), 1, "{papers:#?}");
    assert_eq!((&papers[0]["tab"], &papers[0]["person"]), (&json!("submitted"), &json!(DESK.person_id)));
    assert_eq!(papers[0]["acts"], json!(["DispositionApproved"]));
    told.act(Kind::DispositionApproved, json!({ "clue": [clue] }), |_| {});
    assert_eq!(waiting(&told), Vec::<Value>::new());
}
